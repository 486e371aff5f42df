package org.sanad.api.donation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.graphql.Entity;
import org.sanad.api.platform.money.Money;

/** A comparison of the ledger with a settlement file, as it was found. */
public record Reconciliation(
        UUID id,
        UUID organizationId,
        String fileName,
        Instant createdAt,
        int matched,
        int missingHere,
        int missingThere,
        int different)
        implements Entity {

    /** What a comparison says of a payment. */
    public enum Verdict {
        MATCHED,
        MISSING_HERE,
        MISSING_THERE,
        DIFFERENT
    }

    /**
     * One payment of a comparison.
     *
     * @param donationId null where the ledger doesn't know the payment
     * @param statedAmount what the file says; null where it says nothing
     */
    public record Line(
            int n,
            Verdict verdict,
            String paymentReference,
            @Nullable UUID donationId,
            @Nullable Money statedAmount) {}
}
