package org.sanad.api.donation;

/** Where a gift stands; the schema says what each means. */
public enum DonationState {
    CREATED,
    PENDING,
    SUCCEEDED,
    FAILED,
    EXPIRED,
    REFUNDED;

    /** Whether a follower need not wait any longer. A late payment may still move EXPIRED and FAILED on, which its donor learns by mail. */
    public boolean isFinal() {
        return this != CREATED && this != PENDING;
    }
}
