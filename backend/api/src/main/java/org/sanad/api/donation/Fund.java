package org.sanad.api.donation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.api.campaign.Intention;
import org.sanad.api.platform.graphql.Entity;
import org.sanad.api.platform.money.Money;

/** Money with one purpose: (organization, campaign, intention, currency). */
public record Fund(
        UUID id, UUID organizationId, @Nullable UUID campaignId, Intention intention, Money available, Money allocated)
        implements Entity {}
