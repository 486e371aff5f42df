package org.sanad.api.donation;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which gifts to list: fields add up, a missing one lets all through. Days are of UTC, both included. */
public record GiftFilter(
        @Nullable List<DonationState> states,
        @Nullable String query,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {

    static final GiftFilter NONE = new GiftFilter(null, null, null, null);
}
