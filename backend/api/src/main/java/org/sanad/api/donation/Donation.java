package org.sanad.api.donation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.api.campaign.Intention;
import org.sanad.api.platform.graphql.Entity;
import org.sanad.api.platform.money.Money;
import org.sanad.api.platform.text.Locale;

/**
 * A gift, as far as its reader may know it.
 *
 * @param donor null where the donor left nothing, or the reader may not know it
 * @param donorId the donor's actor; null for a guest
 * @param receipt the last one issued; null before settlement, and for imported gifts
 * @param readBySupervisor whether the reader knows the donor only by supervising, which is written down
 * @param paymentReference what the gateway calls the payment; null before checkout and for other channels
 */
public record Donation(
        UUID id,
        UUID campaignId,
        UUID organizationId,
        Money amount,
        Intention intention,
        DonationChannel channel,
        DonationState state,
        @Nullable DonationFailure failure,
        String reference,
        boolean isAnonymous,
        @Nullable String displayName,
        @Nullable DonorContact donor,
        @Nullable UUID donorId,
        @Nullable String dedication,
        @Nullable DedicationState dedicationState,
        Locale locale,
        Instant createdAt,
        @Nullable Instant settledAt,
        @Nullable Receipt receipt,
        @Nullable String checkoutUrl,
        @Nullable String paymentReference,
        @Nullable Refund refund,
        boolean viewerCanRefund,
        boolean readBySupervisor)
        implements Entity {}
