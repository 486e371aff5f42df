package org.sanad.api.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanad.api.support.SanadTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

@SanadTest
class ActuatorTest {

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Test
    void answersTheMachineItself() throws Exception {
        assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(get("/actuator/prometheus").body()).contains("jvm_memory_used_bytes");
        assertThat(get("/actuator/env").statusCode()).isEqualTo(404);
        assertThat(get("/actuator/heapdump").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For", "Forwarded", "Via", "X-Real-IP"})
    void answersNobodyBehindAProxy(String header) throws Exception {
        assertThat(get("/actuator/health", header, "127.0.0.1").statusCode()).isEqualTo(404);
        assertThat(get("/actuator/prometheus", header, "127.0.0.1").statusCode())
                .isEqualTo(404);
    }

    @Test
    void answersNobodyElse() throws UnknownHostException {
        for (var path : new String[] {"/actuator", "/actuator/health", "/actuator/prometheus"}) {
            var exchange = MockServerWebExchange.from(MockServerHttpRequest.get(path)
                    .remoteAddress(new InetSocketAddress(InetAddress.getByName("203.0.113.7"), 4711)));
            new ActuatorGuard()
                    .filter(exchange, next -> Mono.error(new AssertionError("let through")))
                    .block();
            assertThat(exchange.getResponse().getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
        }
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
