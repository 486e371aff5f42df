package org.sanad.api.donation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.api.campaign.Intention;
import org.sanad.api.platform.money.Money;
import org.sanad.api.platform.text.Locale;

/**
 * A gift whose money is there already: to be written into the ledger as it is.
 *
 * @param origin its key in its source, {@code iati:XX-123:7} or {@code demo:42}: recording it again changes nothing
 * @param amount in the campaign's currency, greater than nothing
 * @param channel IMPORT or GATEWAY; a cash gift needs its slip and comes by a use case of its own
 * @param receivedAt when the money came in; the receipt is of this day and its year's numbers
 * @param donorActorId the donor's actor; null for someone without an account, who counts as a donor of their own
 * @param donorName for the receipt
 * @param displayName the name to publish; null for an anonymous gift
 * @param dedication the donor's words, shown as they are; null for none
 * @param withReceipt whether a receipt is issued; never for IMPORT of other bodies' books
 */
public record SettledDonation(
        String origin,
        UUID campaignId,
        Money amount,
        Intention intention,
        DonationChannel channel,
        Instant receivedAt,
        @Nullable UUID donorActorId,
        @Nullable String donorName,
        @Nullable String displayName,
        @Nullable String dedication,
        Locale locale,
        boolean withReceipt) {}
