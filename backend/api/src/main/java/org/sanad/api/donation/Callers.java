package org.sanad.api.donation;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/** Remembers where a request comes from, for what may be asked only so often. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class Callers implements WebFilter {

    private static final String KEY = Callers.class.getName();

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var address = named(exchange.getRequest().getRemoteAddress());
        return chain.filter(exchange).contextWrite(context -> context.put(KEY, address));
    }

    /** The address that the present request comes from; of IPv6 the network, since a single household has 18 trillion addresses. */
    static String address(ContextView context) {
        return String.valueOf(context.<Object>getOrDefault(KEY, "unknown"));
    }

    static String named(@Nullable InetSocketAddress remote) {
        InetAddress address = remote == null ? null : remote.getAddress();
        return switch (address) {
            case null -> "unknown";
            case Inet6Address six -> HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), 8)) + "/64";
            default -> address.getHostAddress();
        };
    }
}
