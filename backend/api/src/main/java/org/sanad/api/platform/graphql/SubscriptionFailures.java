package org.sanad.api.platform.graphql;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import java.util.List;
import org.springframework.graphql.execution.SubscriptionExceptionResolver;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Turns what ends a stream into the errors that a question would get: the same codes and words, over a socket and over SSE. */
@Component
class SubscriptionFailures implements SubscriptionExceptionResolver {

    @Override
    public Mono<List<GraphQLError>> resolveException(Throwable thrown) {
        return Mono.deferContextual(context ->
                Mono.just(List.of(Failures.told(thrown, context, GraphqlErrorBuilder::newError, "a subscription"))));
    }
}
