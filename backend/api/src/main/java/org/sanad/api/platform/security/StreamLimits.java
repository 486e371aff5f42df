package org.sanad.api.platform.security;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Keeps live connections within bounds: so many sockets and event streams from one address, and no socket that another site's page opens, since
 * a browser would send our cookie along with it.
 */
@Component
@Order(-60)
class StreamLimits implements WebFilter {

    /** A school or a village may share one address; a program that needs more asks for a token and one socket. */
    static final int MOST_PER_ADDRESS = 256;

    static final int MOST_PER_NODE = 4_000;

    private static final String ALL = "";

    private final PublicOrigin origin;
    private final ConcurrentMap<String, Integer> open = new ConcurrentHashMap<>();

    StreamLimits(PublicOrigin origin) {
        this.origin = origin;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        if (!request.getPath().value().equals("/graphql")) {
            return chain.filter(exchange);
        }
        boolean socket = "websocket".equalsIgnoreCase(request.getHeaders().getUpgrade());
        if (socket) {
            var from = request.getHeaders().getOrigin();
            if (from != null && !origin.is(from)) {
                return refuse(exchange, HttpStatus.FORBIDDEN);
            }
        }
        if (socket) {
            letListenInSilence(request);
        }
        if (!socket && !isEventStream(request)) {
            return chain.filter(exchange);
        }
        var address = request.getRemoteAddress();
        var who = address == null ? "?" : String.valueOf(address.getAddress());
        return Mono.defer(() -> {
            if (!enter(ALL, MOST_PER_NODE)) {
                return refuse(exchange, HttpStatus.SERVICE_UNAVAILABLE);
            }
            if (!enter(who, MOST_PER_ADDRESS)) {
                leave(ALL);
                return refuse(exchange, HttpStatus.TOO_MANY_REQUESTS);
            }
            return chain.filter(exchange).doFinally(end -> {
                leave(ALL);
                leave(who);
            });
        });
    }

    /** Takes away the deadline between two reads, which is meant for requests: whoever only listens has nothing to say but pongs. */
    private static void letListenInSilence(ServerHttpRequest request) {
        if (ServerHttpRequestDecorator.getNativeRequest(request) instanceof HttpServerRequest netty) {
            netty.withConnection(connection -> connection.removeHandler(NettyPipeline.ReadTimeoutHandler));
        }
    }

    private static boolean isEventStream(ServerHttpRequest request) {
        return request.getHeaders().getOrEmpty(HttpHeaders.ACCEPT).stream()
                .anyMatch(accept -> accept.contains(MediaType.TEXT_EVENT_STREAM_VALUE));
    }

    private boolean enter(String key, int most) {
        return open.merge(key, 1, Integer::sum) <= most || !leave(key);
    }

    /** Always true, so that a caller can leave and go on in one breath. */
    private boolean leave(String key) {
        open.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
        return true;
    }

    private static Mono<Void> refuse(ServerWebExchange exchange, HttpStatus status) {
        exchange.getResponse().setStatusCode(status);
        if (status != HttpStatus.FORBIDDEN) {
            exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, "10");
        }
        return exchange.getResponse().setComplete();
    }
}
