package org.sanad.api.platform.graphql;

import org.jspecify.annotations.Nullable;

/**
 * Which page a client asks for: {@code first}/{@code after} or {@code last}/{@code before}; twenty when it does not say.
 *
 * @param size 1 to {@value #GREATEST}
 * @param cursor where the page begins (or, backward, ends), exclusive; null for the start
 */
public record Page(int size, boolean backward, @Nullable String cursor) {

    public static final int GREATEST = 100;
    public static final int DEFAULT = 20;

    /** Reads the four arguments. Throws {@link BadInput} where they contradict each other or go beyond the limit. */
    public static Page of(
            @Nullable Integer first, @Nullable String after, @Nullable Integer last, @Nullable String before) {
        if ((first != null && last != null) || (after != null && before != null)) {
            throw new BadInput("Ask with first and after, or with last and before, not with both.");
        }
        boolean backward = last != null || before != null;
        if (backward && (first != null || after != null)) {
            throw new BadInput("Ask with first and after, or with last and before, not with both.");
        }
        int size = first != null ? first : last != null ? last : DEFAULT;
        if (size < 1 || size > GREATEST) {
            throw new BadInput("A page has between 1 and " + GREATEST + " entries, not " + size + ".");
        }
        return new Page(size, backward, backward ? before : after);
    }

    public static Page of(@Nullable Integer first, @Nullable String after) {
        return of(first, after, null, null);
    }

    /** How many rows to read: one more than wanted, which tells whether more follows. */
    public int limit() {
        return size + 1;
    }
}
