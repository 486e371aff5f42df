package org.sanad.api.platform.graphql;

import graphql.GraphQLContext;
import java.time.Duration;
import java.util.Optional;

/** Tells with an answer's {@code Retry-After} how long to wait, where a field was refused because it was asked for too often. */
public final class RetryAfter {

    private static final Class<RetryAfter> KEY = RetryAfter.class;

    private final Duration wait;

    private RetryAfter(Duration wait) {
        this.wait = wait;
    }

    /** Notes for the present operation's answer that it may be asked again after a while; of several, the longest. */
    public static void tell(GraphQLContext context, Duration wait) {
        context.compute(
                KEY,
                (key, told) -> told instanceof RetryAfter earlier && earlier.wait.compareTo(wait) > 0
                        ? earlier
                        : new RetryAfter(wait));
    }

    /** Whole seconds to wait; empty where nothing was refused so. */
    static Optional<Long> in(GraphQLContext context) {
        return context.<RetryAfter>getOrEmpty(KEY).map(told -> told.wait.toSeconds());
    }
}
