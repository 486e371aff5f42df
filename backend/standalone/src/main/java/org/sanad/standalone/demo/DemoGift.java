package org.sanad.standalone.demo;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sanad.api.campaign.Intention;

/**
 * A gift of the demo, before it is recorded.
 *
 * @param origin its key: recording it again changes nothing
 * @param campaign the campaign's slug
 * @param awaitsModerator whether nobody has decided on the dedication yet
 * @param byDonor whether the demo's donor account gave it
 */
public record DemoGift(
        String origin,
        String campaign,
        String currency,
        BigDecimal amount,
        Intention intention,
        Instant at,
        @Nullable String donorName,
        @Nullable String displayName,
        @Nullable String dedication,
        boolean awaitsModerator,
        boolean byDonor) {}
