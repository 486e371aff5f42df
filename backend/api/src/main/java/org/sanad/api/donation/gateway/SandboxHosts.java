package org.sanad.api.donation.gateway;

import java.nio.charset.StandardCharsets;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Keeps the two sites apart, though one port serves both: the gateway's pages answer on the gateway's host only, and the app on any but that. So a
 * cookie, a script or a form of one is nothing to the other, as with a real gateway. Notices and health answer on both.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
@ConditionalOnProperty(name = "sanad.payment-provider", havingValue = "sandbox")
class SandboxHosts implements WebFilter {

    private final SandboxAddress address;

    SandboxHosts(SandboxAddress address) {
        this.address = address;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var path = exchange.getRequest().getPath().value();
        var host = exchange.getRequest().getURI().getHost();
        boolean gatewayPath = path.startsWith("/sandbox-gateway/");
        boolean gatewayHost = address.host().equals(host);
        boolean shared = path.startsWith("/webhooks/") || path.startsWith("/actuator/");
        if (shared || gatewayPath == gatewayHost) {
            return chain.filter(exchange);
        }
        var response = exchange.getResponse();
        response.setStatusCode(HttpStatusCode.valueOf(421));
        response.getHeaders().setContentType(MediaType.TEXT_PLAIN);
        var text = gatewayPath
                ? "The sandbox gateway is at " + address.gateway("/sandbox-gateway/") + "\n"
                : "This host is the sandbox gateway's. Sanad is at " + address.appOrigin() + "\n";
        return response.writeWith(Mono.just(response.bufferFactory().wrap(text.getBytes(StandardCharsets.UTF_8))));
    }
}
