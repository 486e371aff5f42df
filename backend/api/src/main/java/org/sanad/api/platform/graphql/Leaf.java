package org.sanad.api.platform.graphql;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLOutputType;
import graphql.schema.GraphQLScalarType;
import org.jspecify.annotations.Nullable;

/** Turns a scalar's or an enumeration's value into what the answer says. */
interface Leaf {

    /** Never null for a value that the type allows; throws where it doesn't. */
    Object serialize(Object value, Run run);

    /** The way for a type; null where it is no leaf. What is right as it is stays as it is. */
    static @Nullable Leaf of(GraphQLOutputType type) {
        return switch (type) {
            case GraphQLEnumType names ->
                (value, run) -> value instanceof Enum<?> constant && names.getValue(constant.name()) != null
                        ? constant.name()
                        : names.serialize(value, run.context.getGraphQLContext(), run.context.getLocale());
            case GraphQLScalarType scalar -> {
                Class<?> own = switch (scalar.getName()) {
                    case "String", "ID" -> String.class;
                    case "Int" -> Integer.class;
                    case "Boolean" -> Boolean.class;
                    default -> Void.class;
                };
                var coercing = scalar.getCoercing();
                yield (value, run) -> {
                    if (value.getClass() == own) {
                        return value;
                    }
                    var written = coercing.serialize(value, run.context.getGraphQLContext(), run.context.getLocale());
                    if (written == null) {
                        throw new IllegalStateException(scalar.getName() + " makes nothing of a value");
                    }
                    return written;
                };
            }
            default -> null;
        };
    }
}
