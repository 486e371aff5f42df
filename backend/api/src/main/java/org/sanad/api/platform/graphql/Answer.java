package org.sanad.api.platform.graphql;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * An object of an answer: the plan knows its keys, this only their values. It is a map to whoever wants one, and writes itself as JSON to whoever
 * doesn't.
 */
public final class Answer extends AbstractMap<String, @Nullable Object> {

    final Plan.Shape shape;
    /** What each field came to: null, a leaf's value, an answer, or a list of these. */
    final @Nullable Object[] values;
    /** Whose field this object is the value of; null for the root. */
    final @Nullable Answer parent;
    /** Which of the parent's fields, by position. */
    final int position;
    /** Which element of the list that the field is; -1 where it is none. */
    final int index;

    Answer(Plan.Shape shape, @Nullable Answer parent, int position, int index) {
        this.shape = shape;
        this.values = new Object[shape.steps.length];
        this.parent = parent;
        this.position = position;
        this.index = index;
    }

    /** Writes this as a JSON object. */
    void write(JsonGenerator json) {
        json.writeStartObject();
        var steps = shape.steps;
        for (int i = 0; i < steps.length; i++) {
            json.writeName(steps[i].key);
            write(json, values[i]);
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, @Nullable Object value) {
        switch (value) {
            case null -> json.writeNull();
            case String text -> json.writeString(text);
            case Answer answer -> answer.write(json);
            case Integer number -> json.writeNumber(number);
            case Boolean bit -> json.writeBoolean(bit);
            case List<?> list -> {
                json.writeStartArray();
                for (var element : list) {
                    write(json, element);
                }
                json.writeEndArray();
            }
            default -> json.writePOJO(value);
        }
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        var position = shape.positions.get(key);
        return position == null ? null : values[position];
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return shape.positions.containsKey(key);
    }

    @Override
    public Set<Map.Entry<String, @Nullable Object>> entrySet() {
        return new AbstractSet<>() {

            @Override
            public int size() {
                return values.length;
            }

            @Override
            public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
                return new Iterator<>() {

                    private int next;

                    @Override
                    public boolean hasNext() {
                        return next < values.length;
                    }

                    @Override
                    public Map.Entry<String, @Nullable Object> next() {
                        if (!hasNext()) {
                            throw new NoSuchElementException();
                        }
                        var entry = new SimpleImmutableEntry<String, @Nullable Object>(
                                shape.steps[next].key.getValue(), values[next]);
                        next++;
                        return entry;
                    }
                };
            }
        };
    }
}
