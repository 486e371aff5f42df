package org.sanad.api.platform.observability;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.reactivestreams.Publisher;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.execution.SubscriptionPublisherException;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Writes the request's id into {@code extensions.requestId} of each error, those of a stream too, so that whoever reports one names the line in our log. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestIdInErrors implements WebGraphQlInterceptor {

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        return Mono.deferContextual(context -> {
            RequestId id = RequestId.in(context);
            return id == null ? chain.next(request) : chain.next(request).map(response -> marked(response, id));
        });
    }

    private static WebGraphQlResponse marked(WebGraphQlResponse response, RequestId id) {
        if (response.getData() instanceof Publisher<?> news) {
            return response.transform(builder -> builder.data(Flux.from(news)
                    .map(item -> item instanceof ExecutionResult result ? marked(result, id) : item)
                    .onErrorMap(
                            SubscriptionPublisherException.class,
                            end -> new SubscriptionPublisherException(marked(end.getErrors(), id), end.getCause()))));
        }
        List<GraphQLError> errors = response.getExecutionResult().getErrors();
        if (errors.isEmpty()) {
            return response;
        }
        return response.transform(builder -> builder.errors(marked(errors, id)));
    }

    private static ExecutionResult marked(ExecutionResult result, RequestId id) {
        return result.getErrors().isEmpty()
                ? result
                : result.transform(builder -> builder.errors(marked(result.getErrors(), id)));
    }

    private static List<GraphQLError> marked(List<GraphQLError> errors, RequestId id) {
        return errors.stream().map(error -> marked(error, id)).toList();
    }

    private static GraphQLError marked(GraphQLError error, RequestId id) {
        Map<String, Object> extensions = new LinkedHashMap<>();
        if (error.getExtensions() != null) {
            extensions.putAll(error.getExtensions());
        }
        extensions.put("requestId", id.value());
        GraphqlErrorBuilder<?> marked = GraphqlErrorBuilder.newError()
                .message("%s", error.getMessage())
                .errorType(error.getErrorType())
                .extensions(extensions);
        if (error.getLocations() != null) {
            marked.locations(error.getLocations());
        }
        if (error.getPath() != null) {
            marked.path(error.getPath());
        }
        return marked.build();
    }
}
