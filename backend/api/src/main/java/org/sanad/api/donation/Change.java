package org.sanad.api.donation;

import java.util.List;

/** What became of a wish to change something: done, or refused with every reason at once. */
public sealed interface Change<T> {

    /** It is so now. A replay is told the same. */
    record Done<T>(T value) implements Change<T> {}

    /** Nothing was changed. */
    record Refused<T>(List<DonationFault> faults) implements Change<T> {}

    /** Refuses for one reason. */
    static <T> Change<T> refused(DonationFault.Code code, String message, String... path) {
        return new Refused<>(List.of(DonationFault.of(code, message, path)));
    }
}
