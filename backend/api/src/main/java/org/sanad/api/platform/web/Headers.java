package org.sanad.api.platform.web;

import org.sanad.api.platform.Settings;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Sets the headers that each answer carries. What needs a policy of its own (a page, a picture, the issuer) has set it already, and keeps it. */
@Component
@Order(-200)
class Headers implements WebFilter {

    private final boolean https;

    Headers(Settings settings) {
        this.https = "https".equals(settings.publicUrl().getScheme());
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        exchange.getResponse()
                .beforeCommit(() ->
                        Mono.fromRunnable(() -> complete(exchange.getResponse().getHeaders())));
        return chain.filter(exchange);
    }

    private void complete(HttpHeaders headers) {
        absent(
                headers,
                "Content-Security-Policy",
                "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
        absent(headers, "X-Content-Type-Options", "nosniff");
        absent(headers, "X-Frame-Options", "DENY");
        absent(headers, "Referrer-Policy", "strict-origin-when-cross-origin");
        absent(headers, "Cross-Origin-Opener-Policy", "same-origin");
        absent(headers, "Cross-Origin-Resource-Policy", "same-origin");
        absent(headers, "Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()");
        if (https) {
            absent(headers, "Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
    }

    private static void absent(HttpHeaders headers, String name, String value) {
        if (!headers.containsHeader(name)) {
            headers.set(name, value);
        }
    }
}
