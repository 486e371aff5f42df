package org.sanad.api.donation;

import java.util.List;
import java.util.regex.Pattern;

/** Checks idempotency keys of signed-in callers, each of whom has a scope of their own. */
final class Keys {

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{16,64}");

    private Keys() {}

    static void check(String key, List<DonationFault> faults) {
        if (!KEY.matcher(key).matches()) {
            faults.add(DonationFault.of(
                    DonationFault.Code.INVALID,
                    "A key has 16 to 64 printable ASCII characters without spaces.",
                    "idempotencyKey"));
        }
    }

    static <T> Change<T> reused() {
        return Change.refused(
                DonationFault.Code.IDEMPOTENCY_KEY_REUSED, "This key was used for another request.", "idempotencyKey");
    }
}
