package org.sanad.standalone.demo;

import java.math.BigDecimal;
import java.time.Instant;
import org.sanad.api.campaign.Intention;

/**
 * Money that a charity of the demo paid out to works and people, before it is recorded.
 *
 * @param origin its key: recording it again changes nothing
 * @param campaign the campaign's slug
 */
public record DemoPayment(
        String origin, String campaign, String currency, Intention intention, BigDecimal amount, Instant at) {}
