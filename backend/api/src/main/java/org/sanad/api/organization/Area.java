package org.sanad.api.organization;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.graphql.Entity;
import org.sanad.api.platform.text.Locale;

/** A governorate or province. */
public record Area(
        UUID id,
        String pcode,
        Jurisdiction jurisdiction,
        @Nullable String isoCode,
        Map<Locale, String> names) implements Entity {

    /** Its name in a language; each area has all three. */
    public String name(Locale locale) {
        return Objects.requireNonNull(names.get(locale));
    }
}
