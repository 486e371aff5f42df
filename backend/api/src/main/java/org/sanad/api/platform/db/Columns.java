package org.sanad.api.platform.db;

import io.r2dbc.spi.Readable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.text.LocalizedText;

/** Reads columns of a row as the types that the domains speak in. */
public final class Columns {

    private Columns() {}

    /** Reads what a {@code not null} column holds. */
    public static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }

    /** Reads an enumeration, kept as its name. */
    public static <E extends Enum<E>> E one(Readable row, String column, Class<E> type) {
        return Enum.valueOf(type, required(row, column, String.class));
    }

    /** Reads a {@code text[]} of names of an enumeration. */
    public static <E extends Enum<E>> List<E> many(Readable row, String column, Class<E> type) {
        return list(row, column, name -> Enum.valueOf(type, name));
    }

    /** Reads a {@code text[]}. */
    public static List<String> strings(Readable row, String column) {
        return list(row, column, text -> text);
    }

    private static <T> List<T> list(Readable row, String column, Function<String, T> read) {
        return Arrays.stream(required(row, column, String[].class)).map(read).toList();
    }

    /** Reads a {@code localized_text}. */
    public static LocalizedText text(Readable row, String column) {
        return LocalizedText.ofJson(required(row, column, String.class));
    }

    /** Reads a {@code localized_text} that may be missing. */
    public static @Nullable LocalizedText textOrNull(Readable row, String column) {
        return LocalizedText.ofNullableJson(row.get(column, String.class));
    }

    /** Selects a {@code timestamptz} as microseconds since 1970, which {@link Cells#instant} reads: a number costs a fraction of a written date. */
    public static String micros(String column) {
        return "(date_part('epoch', " + column + ") * 1000000)::int8";
    }

    /** Writes names of an enumeration as a {@code text[]}. */
    public static String[] names(List<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).toArray(String[]::new);
    }
}
