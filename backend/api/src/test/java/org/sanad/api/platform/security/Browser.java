package org.sanad.api.platform.security;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A browser's part in signing in: follows redirects by hand, keeps cookies, sends what the app's scripts send. */
final class Browser {

    final Map<String, String> cookies = new ConcurrentHashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();

    /** Signs in through a node, and comes back to where it wanted. */
    HttpResponse<String> signIn(Node node, String back) {
        return callback(node, atIssuer(get(node, "/auth/login?return=" + back)));
    }

    /** Signs in where a login led to. */
    HttpResponse<String> atIssuer(HttpResponse<String> login) {
        return send(HttpRequest.newBuilder(TestIssuer.location(login)).build(), false);
    }

    /** Looks at a page without visiting it, as a browser that knows its cookies does. */
    HttpResponse<String> glance(Node node, HttpRequest.Builder request, String path) {
        return send(request.copy().uri(at(node, path)).build(), true);
    }

    HttpResponse<String> callback(Node node, HttpResponse<String> issuer) {
        return get(node, TestIssuer.location(issuer).toString().substring(SignInTest.ORIGIN.length()));
    }

    HttpResponse<String> get(Node node, String path) {
        return send(HttpRequest.newBuilder(at(node, path)).build(), true);
    }

    HttpResponse<String> post(Node node, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(at(node, path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request.build(), true);
    }

    JsonNode session(Node node) {
        return JsonMapper.shared().readTree(get(node, "/auth/session").body());
    }

    String csrf(Node node) {
        return session(node).path("csrf").asString();
    }

    String cookieHeader() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    private static URI at(Node node, String path) {
        return URI.create("http://localhost:" + node.port() + path);
    }

    private HttpResponse<String> send(HttpRequest request, boolean ours) {
        try {
            var sent = ours && !cookies.isEmpty()
                    ? HttpRequest.newBuilder(request, (name, value) -> true)
                            .header("Cookie", cookieHeader())
                            .build()
                    : request;
            var answer = http.send(
                    HttpRequest.newBuilder(sent, (name, value) -> true)
                            .timeout(Duration.ofSeconds(20))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (ours) {
                for (var set : answer.headers().allValues("Set-Cookie")) {
                    var cookie = set.split(";", 2)[0].split("=", 2);
                    if (set.contains("Max-Age=0")) {
                        cookies.remove(cookie[0]);
                    } else {
                        cookies.put(cookie[0], cookie[1]);
                    }
                }
            }
            return answer;
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
