package org.sanad.api.donation;

import java.util.List;

/**
 * Why a change of a gift, a fund or a receipt was refused.
 *
 * @param path the input field at fault, from {@code input}; empty when none is
 */
public record DonationFault(Code code, List<String> path, String message) {

    static DonationFault of(Code code, String message, String... path) {
        return new DonationFault(code, List.of(path), message);
    }

    /** The reasons; the schema says what each means. */
    public enum Code {
        NOT_FOUND,
        FORBIDDEN,
        INVALID,
        INVALID_AMOUNT,
        CURRENCY_MISMATCH,
        INTENTION_NOT_ALLOWED,
        CAMPAIGN_CLOSED,
        INSUFFICIENT_FUNDS,
        WRONG_STATE,
        REFUND_FAILED,
        GATEWAY_UNAVAILABLE,
        IDEMPOTENCY_KEY_REUSED,
        DUPLICATE_SLIP,
        FILE_REFUSED,
        TOO_LONG,
        RATE_LIMITED
    }
}
