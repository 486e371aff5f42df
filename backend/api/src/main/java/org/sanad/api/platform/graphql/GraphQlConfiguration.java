package org.sanad.api.platform.graphql;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.GraphQL;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.parser.ParserOptions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.graphql.autoconfigure.GraphQlProperties;
import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.codec.DecodingException;
import org.springframework.graphql.execution.DataFetcherExceptionResolver;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.webflux.GraphQlHttpHandler;
import org.springframework.graphql.server.webflux.GraphQlSseHandler;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.core.util.ByteArrayBuilder;
import tools.jackson.databind.json.JsonMapper;

/** Sets graphql-java up: limits on the text, parsed documents kept, failures of load answered as such. */
@Configuration(proxyBeanMethods = false)
class GraphQlConfiguration {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    GraphQlSourceBuilderCustomizer executing(ObjectProvider<DataFetcherExceptionResolver> failures, Carrying carrying) {
        GraphQL.unusualConfiguration()
                .parsing()
                .setDefaultOperationParserOptions(ParserOptions.getDefaultOperationParserOptions()
                        .transform(options -> options.maxCharacters(Limits.CHARACTERS)
                                .maxTokens(Limits.TOKENS)
                                .maxWhitespaceTokens(Limits.CHARACTERS)
                                .captureIgnoredChars(false)
                                .captureLineComments(false)));
        // A document is parsed and validated once: keyed by its whole text, bounded by it too.
        AsyncCache<String, PreparsedDocumentEntry> documents = Caffeine.newBuilder()
                .maximumWeight(4_000_000)
                .<String, PreparsedDocumentEntry>weigher((text, entry) -> text.length() + 200)
                .buildAsync();
        var planned = new PlannedExecution(DataFetcherExceptionResolver.createExceptionHandler(
                failures.orderedStream().toList()));
        return builder -> builder.typeVisitors(List.of(carrying))
                .configureGraphQl(graphql -> graphql.preparsedDocumentProvider(
                                (input, parse) -> documents.get(input.getQuery(), text -> parse.apply(input)))
                        .queryExecutionStrategy(planned));
    }

    /** Says 503 with Retry-After where load was the cause, and 500 where a bug was: never 200 with an internal error and no data. */
    @Bean
    GraphQlHttpHandler graphQlHttpHandler(WebGraphQlHandler handler, ServerCodecConfigurer codecs) {
        return new GraphQlHttpHandler(handler, codecs) {

            @Override
            public Mono<ServerResponse> handleRequest(ServerRequest request) {
                return super.handleRequest(request).switchIfEmpty(Mono.error(GraphQlConfiguration::noRequest));
            }

            @Override
            protected Object encodeResponseIfNecessary(WebGraphQlResponse response) {
                var result = response.getExecutionResult();
                return result.getData() instanceof Answer answer
                                && result.getErrors().isEmpty()
                                && result.getExtensions() == null
                        ? bytes(answer)
                        : super.encodeResponseIfNecessary(response);
            }

            @Override
            protected HttpStatus selectResponseStatus(WebGraphQlResponse response, MediaType mediaType) {
                if (has(response, "UNAVAILABLE")) {
                    return HttpStatus.SERVICE_UNAVAILABLE;
                }
                if (has(response, "INTERNAL")) {
                    return HttpStatus.INTERNAL_SERVER_ERROR;
                }
                return super.selectResponseStatus(response, mediaType);
            }
        };
    }

    private static byte[] bytes(Answer answer) {
        try (var bytes = new ByteArrayBuilder(2_000);
                var json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeName("data");
            answer.write(json);
            json.writeEndObject();
            json.flush();
            return bytes.toByteArray();
        }
    }

    /** Answers over server-sent events; the heartbeat keeps proxies from taking a quiet stream for a dead one. */
    @Bean
    GraphQlSseHandler graphQlSseHandler(WebGraphQlHandler handler, GraphQlProperties properties) {
        var sse = properties.getHttp().getSse();
        return new GraphQlSseHandler(handler, sse.getTimeout(), sse.getKeepAlive()) {

            @Override
            public Mono<ServerResponse> handleRequest(ServerRequest request) {
                return super.handleRequest(request).switchIfEmpty(Mono.error(GraphQlConfiguration::noRequest));
            }
        };
    }

    /** Nothing at all, or {@code null}, was read where a request was awaited; {@link Refusals} answers 400. */
    private static DecodingException noRequest() {
        return new DecodingException("no request");
    }

    @Bean
    WebGraphQlInterceptor retryAfter() {
        return (request, chain) -> chain.next(request).doOnNext(response -> {
            if (has(response, "UNAVAILABLE")) {
                response.getResponseHeaders().set("Retry-After", "1");
            }
            RetryAfter.in(response.getExecutionInput().getGraphQLContext())
                    .ifPresent(seconds -> response.getResponseHeaders().set("Retry-After", seconds.toString()));
        });
    }

    private static boolean has(WebGraphQlResponse response, String code) {
        return response.getExecutionResult().getErrors().stream()
                .map(error -> error.getExtensions())
                .anyMatch(
                        (Map<String, Object> extensions) -> extensions != null && code.equals(extensions.get("code")));
    }
}
