package org.sanad.api.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanad.api.support.SanadTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What passes through to identity, and what a stranger can't make of it. */
@SanadTest
@Timeout(60)
class IssuerProxyTest {

    private static final Map<String, String> heard = new TreeMap<>();
    private static final HttpServer identity = identity();

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void reachable(DynamicPropertyRegistry registry) {
        registry.add(
                "sanad.security.identity-url",
                () -> "http://127.0.0.1:" + identity.getAddress().getPort());
    }

    private static HttpServer identity() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(
                    Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()));
            server.createContext("/", exchange -> {
                synchronized (heard) {
                    heard.clear();
                    heard.put("uri", exchange.getRequestURI().toString());
                    heard.put("method", exchange.getRequestMethod());
                    exchange.getRequestHeaders()
                            .forEach((name, values) ->
                                    heard.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
                    heard.put("body", new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                }
                exchange.getResponseHeaders().add("Set-Cookie", "sanad-identity=1; Path=/identity; HttpOnly");
                exchange.getResponseHeaders().add("Set-Cookie", "__Host-sanad=stolen; Path=/; Secure");
                exchange.getResponseHeaders().add("Location", "/identity/elsewhere");
                exchange.getResponseHeaders().add("Content-Security-Policy", "default-src 'self'");
                exchange.getResponseHeaders().add("Connection", "X-Hop");
                exchange.getResponseHeaders().add("X-Hop", "1");
                var body = "hello".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(302, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @AfterAll
    static void stop() {
        identity.stop(0);
    }

    @Test
    void passesARequestOnWithoutWhatEndsHere() throws IOException {
        var answer = send("""
                POST /identity/sign-in?continue=%2Fa%3Fb HTTP/1.1
                Host: localhost
                Content-Type: application/x-www-form-urlencoded
                Content-Length: 7
                X-Forwarded-For: 203.0.113.9
                X-Forwarded-Host: evil.example
                Forwarded: host=evil.example
                Connection: close, X-Secret
                X-Secret: 1
                Cookie: __Host-sanad=session; sanad-identity=9; __Host-sanad-signin-abc=x

                a=b&c=d""");
        assertThat(answer).startsWith("HTTP/1.1 302");
        assertThat(answer.toLowerCase(Locale.ROOT))
                .contains("location: /identity/elsewhere", "set-cookie: sanad-identity=1", "default-src 'self'")
                .doesNotContain("__host-sanad", "x-hop");
        assertThat(answer).endsWith("hello");
        assertThat(heard)
                .containsEntry("uri", "/identity/sign-in?continue=%2Fa%3Fb")
                .containsEntry("method", "POST")
                .containsEntry("body", "a=b&c=d")
                .containsEntry("cookie", "sanad-identity=9")
                .containsEntry("x-forwarded-proto", "http")
                .doesNotContainKeys("x-secret", "forwarded");
        assertThat(heard.get("x-forwarded-for")).doesNotContain("203.0.113.9");
        assertThat(heard.get("x-forwarded-host")).startsWith("localhost");
    }

    @Test
    void findsWellKnownDocumentsBeforeThePath() throws IOException {
        send("GET /.well-known/oauth-authorization-server/identity HTTP/1.1\nHost: localhost\nConnection: close\n\n");
        assertThat(heard).containsEntry("uri", "/identity/.well-known/oauth-authorization-server");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/identity/../actuator/env",
                "/identity/%2e%2e/actuator/env",
                "/identity/..%2factuator",
                "/identity/x;/../y",
                "/identity//evil.example/",
                "/identity/actuator/health",
                "/.well-known/../identity",
                "/.well-known/security.txt",
                "http://evil.example/identity/../x"
            })
    void goesNowhereElse(String target) throws IOException {
        synchronized (heard) {
            heard.clear();
        }
        var answer = send("GET " + target + " HTTP/1.1\nHost: evil.example\nConnection: close\n\n");
        assertThat(answer).matches("(?s)HTTP/1.1 4\\d\\d.*");
        assertThat(heard).isEmpty();
    }

    private String send(String request) throws IOException {
        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
