package org.sanad.api.platform.graphql;

import graphql.TrivialDataFetcher;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLSchemaElement;
import graphql.schema.GraphQLTypeVisitorStub;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * Carries the request's Reactor context, and the actor in it, to what fetchers promise. Spring does it for each fetch by copying the context into
 * a snapshot and that into thread-locals and back, a fifth of the processor time of a nested list; nothing here reads thread-locals, so it is
 * handed on as it is. Subscriptions stay Spring's.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class Carrying extends GraphQLTypeVisitorStub implements WebGraphQlInterceptor {

    private static final Set<String> SPRINGS = Set.of("Subscription");

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        return Mono.deferContextual(context -> {
            request.configureExecutionInput((input, builder) -> {
                input.getGraphQLContext().put(ContextView.class, context);
                return input;
            });
            return chain.next(request);
        });
    }

    @Override
    public TraversalControl visitGraphQLFieldDefinition(
            GraphQLFieldDefinition field, TraverserContext<GraphQLSchemaElement> place) {
        var parent = (GraphQLFieldsContainer) place.getParentNode();
        var code = place.getVarFromParents(GraphQLCodeRegistry.Builder.class);
        var coordinates = FieldCoordinates.coordinates(parent, field);
        var fetcher = code.getDataFetcher(coordinates, field);
        if (!(fetcher instanceof TrivialDataFetcher) && !SPRINGS.contains(parent.getName())) {
            code.dataFetcher(coordinates, new Carried(fetcher));
        }
        return TraversalControl.CONTINUE;
    }

    /** Said to be trivial, so that Spring leaves it alone. */
    record Carried(DataFetcher<?> inner) implements TrivialDataFetcher<@Nullable Object> {

        @Override
        public @Nullable Object get(DataFetchingEnvironment environment) throws Exception {
            var value = inner.get(environment);
            return value instanceof Mono<?> promised
                    ? promised.contextWrite(Context.of(environment
                                    .getGraphQlContext()
                                    .<ContextView>getOrDefault(ContextView.class, Context.empty())))
                            .toFuture()
                    : value;
        }
    }
}
