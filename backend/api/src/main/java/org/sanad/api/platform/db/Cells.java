package org.sanad.api.platform.db;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.text.LocalizedText;

/**
 * Reads the columns of a row one after another, in the order of the select list: by position, which the driver finds at once, while a name is
 * looked for among all names each time. For wide rows that lists are made of; elsewhere {@link Columns} reads by name.
 */
public final class Cells {

    private final Readable row;
    private int next;

    /** Begins at the first column. */
    public Cells(Readable row) {
        this.row = row;
    }

    /** The next column, which may be null. */
    public <T> @Nullable T orNull(Class<T> type) {
        return row.get(next++, type);
    }

    /** The next column, which is {@code not null}. */
    public <T> T required(Class<T> type) {
        return Objects.requireNonNull(row.get(next++, type));
    }

    /** The next column, an enumeration kept as its name. */
    public <E extends Enum<E>> E one(Class<E> type) {
        return Enum.valueOf(type, required(String.class));
    }

    /** The next column, a {@code text[]} of names of an enumeration. */
    public <E extends Enum<E>> List<E> many(Class<E> type) {
        return Arrays.stream(required(String[].class))
                .map(name -> Enum.valueOf(type, name))
                .toList();
    }

    /** The next column, a {@code localized_text}. */
    public LocalizedText text() {
        return LocalizedText.ofJson(required(String.class));
    }

    /** The next column, a {@code localized_text} that may be missing. */
    public @Nullable LocalizedText textOrNull() {
        return LocalizedText.ofNullableJson(orNull(String.class));
    }

    /** The next column, selected by {@link Columns#micros}. */
    public Instant instant() {
        return Objects.requireNonNull(instantOrNull());
    }

    /** The next column, selected by {@link Columns#micros}, which may be null. */
    public @Nullable Instant instantOrNull() {
        var micros = orNull(Long.class);
        return micros == null ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
