package org.sanad.api.platform.graphql;

import io.netty.handler.timeout.ReadTimeoutException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Answers a GraphQL request that can't even be read: what it did wrong, in GraphQL's own shape, and never as a fault of the server. */
@Component
@Order(-50)
class Refusals implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!exchange.getRequest().getPath().value().equals("/graphql")) {
            return chain.filter(exchange);
        }
        return chain.filter(exchange).onErrorResume(thrown -> {
            var refusal = refusal(thrown);
            if (refusal == null || exchange.getResponse().isCommitted()) {
                return Mono.error(thrown);
            }
            var response = exchange.getResponse();
            response.setStatusCode(refusal.status());
            response.getHeaders().setContentType(MediaType.APPLICATION_GRAPHQL_RESPONSE);
            var body = "{\"errors\":[{\"message\":\"%s\",\"extensions\":{\"code\":\"%s\"}}]}"
                    .formatted(refusal.message(), refusal.code());
            return response.writeWith(Mono.just(response.bufferFactory().wrap(body.getBytes(StandardCharsets.UTF_8))));
        });
    }

    private record Refusal(HttpStatus status, String code, String message) {}

    private static @Nullable Refusal refusal(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataBufferLimitException) {
                return new Refusal(HttpStatus.CONTENT_TOO_LARGE, "TOO_LARGE", "A request has at most 64 KiB.");
            }
            if (cause instanceof ReadTimeoutException
                    || (cause instanceof ResponseStatusException status
                            && status.getStatusCode().value() == 408)) {
                return new Refusal(HttpStatus.REQUEST_TIMEOUT, "TIMEOUT", "The request did not arrive in time.");
            }
            if (cause instanceof ResponseStatusException status
                    && status.getStatusCode().value() == 404) {
                return new Refusal(
                        HttpStatus.NOT_FOUND,
                        "PERSISTED_DOCUMENT_NOT_FOUND",
                        "There is no such document; load the app anew.");
            }
        }
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof DecodingException || cause instanceof ServerWebInputException) {
                return new Refusal(
                        HttpStatus.BAD_REQUEST, "BAD_REQUEST", "The body is not one JSON object with a `query`.");
            }
        }
        return null;
    }
}
