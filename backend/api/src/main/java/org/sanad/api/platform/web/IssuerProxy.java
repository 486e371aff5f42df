package org.sanad.api.platform.web;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.Settings;
import org.springframework.core.env.Environment;
import org.springframework.core.io.buffer.NettyDataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * Passes the issuer's paths on to the identity service, so that browsers see one origin. It reaches that one service and no other: the target is
 * configured, only path and query come from the request.
 */
@Component
class IssuerProxy implements WebHandler {

    /** What concerns one connection and not the next (RFC 9110, 7.6.1), and what this proxy writes itself. */
    private static final Set<String> NOT_PASSED = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "host",
            "forwarded",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-proto",
            "x-forwarded-port",
            "x-forwarded-prefix",
            "expect",
            "cookie");

    /** Ways to climb out of a path, or to mean another one than is written. */
    private static final Pattern SLY = Pattern.compile("(?i)/\\.{1,2}(?:/|$)|%2e|%2f|%5c|%00|\\\\|;|//");

    private static final Pattern COMMA = Pattern.compile(",");

    /** Documents that by RFC 8414 may stand before the issuer's path. */
    private static final Pattern WELL_KNOWN =
            Pattern.compile("/\\.well-known/(openid-configuration|oauth-authorization-server)(?:/identity)?");

    /** The app's own cookies, which open sessions and are none of the issuer's business. */
    private static final String OWN_COOKIES = "__Host-sanad";

    private final String target;
    private final URI publicUrl;
    private final HttpClient client =
            HttpClient.create().responseTimeout(Duration.ofSeconds(15)).followRedirect(false);

    IssuerProxy(Environment environment, Settings settings) {
        this.target = environment.getProperty("sanad.security.identity-url", "");
        this.publicUrl = settings.publicUrl();
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        if (target.isEmpty()) {
            return Mono.error(new ResponseStatusException(HttpStatus.NOT_FOUND));
        }
        var request = exchange.getRequest();
        var asked = request.getURI().getRawPath();
        if (SLY.matcher(asked).find()) {
            return Mono.error(new ResponseStatusException(HttpStatus.BAD_REQUEST));
        }
        var known = WELL_KNOWN.matcher(asked);
        var path = known.matches() ? "/identity/.well-known/" + known.group(1) : asked;
        if (!path.startsWith("/identity/") || path.startsWith("/identity/actuator")) {
            return Mono.error(new ResponseStatusException(HttpStatus.NOT_FOUND));
        }
        var base = URI.create(target);
        var query = request.getURI().getRawQuery();
        var uri = base.getScheme() + "://" + base.getAuthority() + path + (query == null ? "" : "?" + query);
        var named = new HashSet<>(NOT_PASSED);
        request.getHeaders()
                .getConnection()
                .forEach(name -> named.add(name.strip().toLowerCase(Locale.ROOT)));
        var factory = new NettyDataBufferFactory(io.netty.buffer.ByteBufAllocator.DEFAULT);
        return client.headers(headers -> {
                    request.getHeaders().forEach((name, values) -> {
                        if (!named.contains(name.toLowerCase(Locale.ROOT))) {
                            headers.set(name, values);
                        }
                    });
                    var cookies = cookies(request);
                    if (!cookies.isEmpty()) {
                        headers.set(HttpHeaderNames.COOKIE, cookies);
                    }
                    headers.set(HttpHeaderNames.HOST, publicUrl.getAuthority());
                    headers.set("X-Forwarded-Proto", publicUrl.getScheme());
                    headers.set("X-Forwarded-Host", publicUrl.getAuthority());
                    headers.set("X-Forwarded-For", address(request.getRemoteAddress()));
                })
                .request(io.netty.handler.codec.http.HttpMethod.valueOf(
                        request.getMethod().name()))
                .uri(uri)
                .send((outgoing, out) -> out.send(request.getBody().map(NettyDataBufferFactory::toByteBuf)))
                .response((answer, body) -> {
                    var response = exchange.getResponse();
                    response.setStatusCode(
                            HttpStatusCode.valueOf(answer.status().code()));
                    var ends = new HashSet<>(NOT_PASSED);
                    for (var list : answer.responseHeaders().getAll("Connection")) {
                        COMMA.splitAsStream(list)
                                .forEach(name -> ends.add(name.strip().toLowerCase(Locale.ROOT)));
                    }
                    answer.responseHeaders().forEach(header -> {
                        var name = header.getKey().toLowerCase(Locale.ROOT);
                        boolean ours = name.equals("set-cookie")
                                && header.getValue().stripLeading().startsWith(OWN_COOKIES);
                        if (!ends.contains(name) && !ours) {
                            response.getHeaders().add(header.getKey(), header.getValue());
                        }
                    });
                    Flux<NettyDataBuffer> copied = body.retain().map(factory::wrap);
                    return response.writeWith(copied);
                })
                .then()
                .onErrorMap(
                        java.net.ConnectException.class,
                        down -> new ResponseStatusException(HttpStatus.BAD_GATEWAY, "identity does not answer"));
    }

    private static String cookies(ServerHttpRequest request) {
        return request.getCookies().values().stream()
                .flatMap(List::stream)
                .filter(cookie -> !cookie.getName().startsWith(OWN_COOKIES))
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    private static String address(@Nullable InetSocketAddress remote) {
        return remote == null || remote.getAddress() == null
                ? "unknown"
                : remote.getAddress().getHostAddress();
    }
}
