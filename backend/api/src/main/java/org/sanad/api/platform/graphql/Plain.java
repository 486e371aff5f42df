package org.sanad.api.platform.graphql;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.LightDataFetcher;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Fetches a value that is at hand: the source and the field's arguments are enough, no promise, no actor, no environment. */
interface Plain extends LightDataFetcher<@Nullable Object> {

    /** Reads the value of a source that is never null. */
    @Nullable
    Object read(Object source, Map<String, Object> arguments);

    @Override
    default @Nullable Object get(
            GraphQLFieldDefinition field, Object source, Supplier<DataFetchingEnvironment> environment) {
        return read(source, environment.get().getArguments());
    }

    @Override
    default @Nullable Object get(DataFetchingEnvironment environment) {
        return read(Objects.requireNonNull(environment.getSource()), environment.getArguments());
    }
}
