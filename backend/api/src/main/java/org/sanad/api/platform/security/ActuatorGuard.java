package org.sanad.api.platform.security;

import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Keeps health and metrics from the public where they share the app's port: they answer to the machine itself, and not to what a proxy on it
 * passes on. In production they have a port of their own (SANAD_MANAGEMENT_PORT), to which this does not apply.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class ActuatorGuard implements WebFilter {

    private static final List<String> PASSED_ON =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        var path = request.getPath().pathWithinApplication().value();
        if ((path.equals("/actuator") || path.startsWith("/actuator/")) && !isFromHere(request)) {
            exchange.getResponse().setStatusCode(HttpStatus.NOT_FOUND);
            return exchange.getResponse().setComplete();
        }
        return chain.filter(exchange);
    }

    private static boolean isFromHere(ServerHttpRequest request) {
        var address = request.getRemoteAddress();
        return address != null
                && address.getAddress() != null
                && address.getAddress().isLoopbackAddress()
                && PASSED_ON.stream().noneMatch(request.getHeaders()::containsHeader);
    }
}
