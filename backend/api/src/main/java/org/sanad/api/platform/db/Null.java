package org.sanad.api.platform.db;

import org.jspecify.annotations.Nullable;

/** A null value for a statement, with the type that the wire protocol wants to know. */
public record Null(Class<?> type) {

    /** Passes a value through, and a missing one as a typed null. */
    public static <T> Object or(@Nullable T value, Class<T> type) {
        return value == null ? new Null(type) : value;
    }
}
