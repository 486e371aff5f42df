package org.sanad.api.platform.db;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts a statement together of fixed fragments, where a filter that is not asked for had better not be there at all: the planner then knows what
 * it plans. Values never become text; each {@code ?} of a fragment takes the next of its values as a parameter.
 */
public final class Sql {

    private final StringBuilder text = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    /** Appends a fragment. As many {@code ?} as values, or it is a bug. */
    public Sql add(String fragment, Object... given) {
        int next = 0;
        for (int i = 0; i < fragment.length(); i++) {
            char letter = fragment.charAt(i);
            if (letter == '?') {
                values.add(given[next++]);
                text.append('$').append(values.size());
            } else {
                text.append(letter);
            }
        }
        if (next != given.length) {
            throw new IllegalArgumentException("a value without its place in: " + fragment);
        }
        text.append('\n');
        return this;
    }

    /** Appends a filter by any of the names of an enumeration; nothing where none is given. */
    public Sql among(String fragment, @Nullable List<? extends Enum<?>> any) {
        return any == null || any.isEmpty() ? this : add(fragment, (Object) Columns.names(any));
    }

    /** Appends a filter by any of the texts; nothing where none is given. */
    public Sql amongTexts(String fragment, @Nullable List<String> any) {
        return any == null || any.isEmpty() ? this : add(fragment, (Object) any.toArray(String[]::new));
    }

    public String text() {
        return text.toString();
    }

    public Object[] values() {
        return values.toArray();
    }
}
