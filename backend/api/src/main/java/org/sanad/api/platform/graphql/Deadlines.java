package org.sanad.api.platform.graphql;

import graphql.ExecutionResult;
import graphql.GraphqlErrorBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.graphql.execution.ErrorType;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * How long each part of a request may take: 5 s between two reads, 10 s for an interactive body, 3 s for the answer, 30 s of idleness. Uploads
 * have a deadline of their own, and streams send heartbeats instead.
 */
@Configuration(proxyBeanMethods = false)
class Deadlines {

    static final Duration READ = Duration.ofSeconds(5);
    static final Duration BODY = Duration.ofSeconds(10);
    static final Duration ANSWER = Duration.ofSeconds(3);

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> readTimeout() {
        NettyServerCustomizer timeout = server -> server.readTimeout(READ);
        return factory -> factory.addServerCustomizers(timeout);
    }

    /** Gives up a body that trickles in: 408, so that a slow sender can't hold a connection by a byte every few seconds. */
    @Bean
    WebFilter bodyDeadline() {
        return (exchange, chain) -> {
            var request = exchange.getRequest();
            if (request.getPath().value().startsWith("/files/")) {
                return chain.filter(exchange);
            }
            return chain.filter(exchange.mutate()
                    .request(new ServerHttpRequestDecorator(request) {

                        @Override
                        public Flux<DataBuffer> getBody() {
                            return super.getBody()
                                    .takeUntilOther(Mono.delay(BODY)
                                            .then(Mono.error(new ResponseStatusException(HttpStatus.REQUEST_TIMEOUT))));
                        }
                    })
                    .build());
        };
    }

    /** Answers 503 where an operation takes longer than three seconds. The statement below it has been stopped by then. */
    @Bean
    WebGraphQlInterceptor answerDeadline() {
        return (request, chain) -> chain.next(request).timeout(ANSWER).onErrorResume(TimeoutException.class, late -> {
            var error = GraphqlErrorBuilder.newError()
                    .errorType(ErrorType.INTERNAL_ERROR)
                    .message("This took too long; try again shortly.")
                    .extensions(Map.of("code", "UNAVAILABLE"))
                    .build();
            return Mono.just(new WebGraphQlResponse(new DefaultExecutionGraphQlResponse(
                    request.toExecutionInput(),
                    ExecutionResult.newExecutionResult().addError(error).build())));
        });
    }
}
