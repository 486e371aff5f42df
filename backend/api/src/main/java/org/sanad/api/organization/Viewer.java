package org.sanad.api.organization;

import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.text.Locale;

/** Who is asking, and how Sanad is to show itself to them; what is null was never chosen. */
public record Viewer(
        String subject,
        @Nullable String name,
        @Nullable String email,
        boolean isPartner,
        @Nullable Locale locale,
        @Nullable Calendar calendar,
        @Nullable Digits digits) {

    /** Calendars that dates can be shown in. */
    public enum Calendar {
        GREGORIAN,
        JALALI,
        HIJRI
    }

    /** Digits that numbers can be shown in. */
    public enum Digits {
        LATIN,
        ARABIC,
        PERSIAN
    }
}
