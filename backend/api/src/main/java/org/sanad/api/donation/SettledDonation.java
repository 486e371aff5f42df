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
 * @param payment how it was paid at the gateway; null for a gift out of a file, whose money came in elsewhere. A cash gift needs its slip and
 *     comes by a use case of its own
 * @param receivedAt when the money came in; the receipt is of this day and its year's numbers
 * @param donorActorId the donor's actor; null for someone without an account, who counts as a donor of their own
 * @param donorName for the receipt
 * @param displayName the name to publish; null for an anonymous gift
 * @param dedication the donor's words; null for none
 * @param dedicationState whether they are shown; null without words
 * @param withReceipt whether a receipt is issued; never for what comes out of other bodies' books
 */
public record SettledDonation(
        String origin,
        UUID campaignId,
        Money amount,
        Intention intention,
        @Nullable Payment payment,
        Instant receivedAt,
        @Nullable UUID donorActorId,
        @Nullable String donorName,
        @Nullable String displayName,
        @Nullable String dedication,
        @Nullable DedicationState dedicationState,
        Locale locale,
        boolean withReceipt) {

    /**
     * A payment that the gateway holds.
     *
     * @param order what the gateway was told that it is for: the gift's id
     * @param reference what the gateway calls it
     */
    public record Payment(UUID order, String reference) {}

    /** The way in which it came. */
    DonationChannel channel() {
        return payment == null ? DonationChannel.IMPORT : DonationChannel.GATEWAY;
    }
}
