package org.sanad.api.donation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.api.campaign.Intention;
import org.sanad.api.platform.graphql.Entity;
import org.sanad.api.platform.money.Money;

/**
 * Proof of a gift.
 *
 * @param verificationCode ten characters, as {@link ReceiptCode} makes them
 * @param donorName null where the donor left none, or the reader may not know it
 * @param replacedById the receipt issued in its place; null unless replaced
 */
public record Receipt(
        UUID id,
        UUID organizationId,
        UUID campaignId,
        int year,
        int serial,
        String verificationCode,
        ReceiptState state,
        Instant issuedAt,
        Money amount,
        Intention intention,
        @Nullable String donorName,
        @Nullable UUID replacedById)
        implements Entity {

    /** The number as it is printed: {@code R-2026-000123}. */
    public String number() {
        return "R-%d-%06d".formatted(year, serial);
    }
}
