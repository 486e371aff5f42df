package org.sanad.api.donation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.money.Money;

/**
 * Why a gift was refused.
 *
 * @param path the input field at fault, from {@code input}; empty when none is
 * @param limit the bound that was crossed
 */
public record DonateFault(
        Code code,
        List<String> path,
        String message,
        @Nullable Money limit) {

    static DonateFault of(Code code, String message, String... path) {
        return new DonateFault(code, List.of(path), message, null);
    }

    /** The reasons; the schema says what each means. */
    public enum Code {
        CAMPAIGN_NOT_FOUND,
        CAMPAIGN_CLOSED,
        CAMPAIGN_PAUSED,
        CAMPAIGN_NOT_STARTED,
        GOAL_REACHED,
        CURRENCY_MISMATCH,
        BELOW_MINIMUM,
        ABOVE_MAXIMUM,
        INVALID_AMOUNT,
        INTENTION_NOT_ALLOWED,
        CONTACT_REQUIRED,
        INVALID_EMAIL,
        INVALID_PHONE,
        NAME_REQUIRED,
        TOO_LONG,
        IDEMPOTENCY_KEY_REUSED,
        INVALID_IDEMPOTENCY_KEY,
        GATEWAY_UNAVAILABLE
    }
}
