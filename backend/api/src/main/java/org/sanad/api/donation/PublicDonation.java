package org.sanad.api.donation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.graphql.Entity;
import org.sanad.api.platform.money.Money;

/** A gift as the public sees it. */
public record PublicDonation(
        UUID id,
        UUID campaignId,
        Money amount,
        @Nullable String displayName,
        @Nullable String dedication,
        Instant settledAt)
        implements Entity {}
