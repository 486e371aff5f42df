package org.sanad.identity.web;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with a form: shown as a summary on top that links to the fields, and in the same words at each field. */
public final class Refusals {

    private final Writing writing;
    private final List<Refusal> all = new ArrayList<>();

    Refusals(Writing writing) {
        this.writing = writing;
    }

    /**
     * One thing that is wrong.
     *
     * @param field the input's name; empty when no single one is to blame
     * @param key the message in the catalog
     */
    public record Refusal(String field, String key, List<String> values) {
        public Object[] arguments() {
            return values.toArray();
        }
    }

    /** Adds a refusal of a field. */
    public void add(String field, String key) {
        if (of(field) == null) {
            all.add(new Refusal(field, "refusal." + key, List.of()));
        }
    }

    /** Adds a refusal of a field that names a number. */
    public void add(String field, String key, int number) {
        if (of(field) == null) {
            all.add(new Refusal(field, "refusal." + key, List.of(writing.number(number))));
        }
    }

    public boolean isAny() {
        return !all.isEmpty();
    }

    public List<Refusal> getAll() {
        return List.copyOf(all);
    }

    /** The refusal of a field; null when there is none. */
    public @Nullable Refusal of(String field) {
        return all.stream().filter(r -> r.field().equals(field)).findFirst().orElse(null);
    }
}
