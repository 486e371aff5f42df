package org.sanad.api.donation;

/** Where a refund stands. Requested, the money has left its fund; failed, it is back. */
public enum RefundState {
    REQUESTED,
    COMPLETED,
    FAILED
}
