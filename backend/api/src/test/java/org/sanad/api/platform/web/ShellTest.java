package org.sanad.api.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sanad.api.support.SanadTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The app's pages as a browser, a crawler and a stranger ask for them. */
@SanadTest
class ShellTest {

    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    @LocalServerPort
    private int port;

    @Test
    void anAddressWithoutALanguageGoesToTheReadersOwn() throws Exception {
        assertThat(location("/", "fa-IR,fa;q=0.9")).isEqualTo("/fa");
        assertThat(location("/campaigns?q=x", "de, en;q=0.5")).isEqualTo("/en/campaigns?q=x");
        assertThat(location("/verify/ABC", "de")).isEqualTo("/ar/verify/ABC");
    }

    @Test
    void noRedirectLeavesTheSite() throws Exception {
        for (var path : new String[] {"//evil.example/x", "/%2F%2Fevil.example", "/\\evil.example"}) {
            var answer = raw(path);
            assertThat(answer).doesNotContain("Location: //").doesNotContain("Location: http");
        }
    }

    @Test
    void aPageIsInTheLanguageOfItsAddress() throws Exception {
        var arabic = get("/ar/campaigns", "gzip;q=0");
        assertThat(arabic.statusCode()).isEqualTo(200);
        assertThat(arabic.body())
                .contains("<html lang=\"ar\" dir=\"rtl\">")
                .contains("حملات التبرعات")
                .contains("hreflang=\"fa\"")
                .contains("rel=\"canonical\"")
                .doesNotContain("sanad:head");
        assertThat(get("/en", "").body()).contains("<html lang=\"en\" dir=\"ltr\">");
    }

    @Test
    void aChosenThemeIsThereFromTheFirstPaintOn() throws Exception {
        assertThat(get("/fa", "", "sanad-theme=dark").body())
                .contains("<html lang=\"fa\" dir=\"rtl\" data-theme=\"dark\">");
        assertThat(get("/fa", "", "sanad-theme=\"><script>").body()).contains("<html lang=\"fa\" dir=\"rtl\">");
    }

    @Test
    void theOneInlineStyleIsNamedByItsHashAndNothingElseRuns() throws Exception {
        var policy =
                get("/fa", "").headers().firstValue("Content-Security-Policy").orElseThrow();
        assertThat(policy)
                .contains("style-src 'self' 'sha256-"
                        + Assets.hash("body{margin:0}".getBytes(java.nio.charset.StandardCharsets.UTF_8)) + "'")
                .contains("script-src 'self';")
                .doesNotContain("unsafe");
    }

    @Test
    void anUnknownPageIsTheAppsOwn404() throws Exception {
        var answer = get("/fa/no-such-page", "");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("<div id=\"root\">");
    }

    @Test
    void filesAreServedForGoodAndCompressed() throws Exception {
        var answer = get("/assets/index-0001.js", "gzip");
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(get("/assets/gone.js", "").statusCode()).isEqualTo(404);
    }

    @Test
    void noPathClimbsOutOfTheFiles() throws Exception {
        for (var path :
                new String[] {"/assets/../application.yml", "/assets/%2e%2e/application.yml", "/..%2f..%2fetc/passwd"
                }) {
            assertThat(raw(path)).doesNotContain("spring:").doesNotContain("root:");
        }
    }

    @Test
    void everyAnswerCarriesThePlainHeaders() throws Exception {
        var headers = get("/no-such-file.txt", "").headers();
        assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(headers.firstValue("Content-Security-Policy").orElse("")).contains("default-src 'none'");
    }

    private String location(String path, String languages) throws IOException, InterruptedException {
        var answer = http.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Accept-Language", languages)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(302);
        return answer.headers().firstValue("Location").orElse("");
    }

    private HttpResponse<String> get(String path, String encoding) throws IOException, InterruptedException {
        return get(path, encoding, "");
    }

    private HttpResponse<String> get(String path, String encoding, String cookie)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri(path));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        if (encoding.equals("gzip")) {
            request.header("Accept-Encoding", "gzip");
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A request as no HTTP library would write it. */
    private String raw(String path) throws IOException {
        try (var socket = new java.net.Socket("localhost", port)) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    /** A request that came while the answer before it was still under way, and is answered at once, once left its connection unread for ever. */
    @Test
    void aKeptConnectionIsReadOnHoweverRequestsFollowEachOther() throws Exception {
        var body = "{\"query\":\"{ currencies { code } campaigns(first: 1) { nodes { slug } } }\"}";
        var slow = "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
        var fast = "GET /favicon.ico HTTP/1.1\r\nHost: localhost\r\n\r\n";
        try (var socket = new java.net.Socket("localhost", port)) {
            socket.setSoTimeout(5_000);
            for (int i = 0; i < 20; i++) {
                for (var requests :
                        List.of(List.of(slow, fast), List.of(fast), List.of(fast, slow, fast), List.of(slow))) {
                    socket.getOutputStream()
                            .write(String.join("", requests).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                    answers(socket, requests.size());
                }
            }
        }
    }

    /** Reads so many answers to their ends. */
    private static void answers(java.net.Socket socket, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            int length = -1;
            boolean chunked = false;
            for (var line = line(socket); !line.isEmpty(); line = line(socket)) {
                var header = line.toLowerCase(java.util.Locale.ROOT);
                if (header.startsWith("content-length:")) {
                    length = Integer.parseInt(header.substring(15).strip());
                }
                chunked |= header.startsWith("transfer-encoding: chunked");
            }
            if (chunked) {
                for (int size = Integer.parseInt(line(socket), 16);
                        size > 0;
                        size = Integer.parseInt(line(socket), 16)) {
                    socket.getInputStream().readNBytes(size + 2);
                }
                assertThat(line(socket)).isEmpty();
            } else {
                assertThat(socket.getInputStream().readNBytes(Math.max(0, length)))
                        .hasSize(Math.max(0, length));
            }
        }
    }

    private static String line(java.net.Socket socket) throws IOException {
        var line = new StringBuilder();
        for (int next = socket.getInputStream().read();
                next != '\n';
                next = socket.getInputStream().read()) {
            if (next < 0) {
                throw new java.io.EOFException();
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
