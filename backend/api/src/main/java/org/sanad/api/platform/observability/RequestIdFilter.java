package org.sanad.api.platform.observability;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Names each request and writes one line about it when it is over: method, route, status, milliseconds.
 *
 * <p>The route's pattern and not its path, no query, no address: a receipt's code or a search for a name is nobody's business.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestIdFilter implements WebFilter {

    private static final Logger log = LoggerFactory.getLogger("org.sanad.access");

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        RequestId id = RequestId.from(exchange.getRequest().getHeaders().getFirst(RequestId.HEADER));
        exchange.getResponse().getHeaders().set(RequestId.HEADER, id.value());
        long start = System.nanoTime();
        return chain.filter(exchange)
                .doFinally(signal -> write(exchange, id, System.nanoTime() - start))
                .contextWrite(id::put);
    }

    private static void write(ServerWebExchange exchange, RequestId id, long nanos) {
        if (!log.isInfoEnabled()) {
            return;
        }
        Object route = exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        HttpStatusCode status = exchange.getResponse().getStatusCode();
        try (MDC.MDCCloseable held = MDC.putCloseable(RequestId.LOG_KEY, id.value())) {
            java.util.Objects.requireNonNull(held);
            log.info(
                    "{} {} {} {} ms",
                    exchange.getRequest().getMethod(),
                    route == null ? "-" : route,
                    status == null ? "-" : status.value(),
                    TimeUnit.NANOSECONDS.toMillis(nanos));
        }
    }
}
