package org.sanad.api.platform.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanad.api.support.SanadTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a stranger's socket can do to the server: nothing but be refused. */
@SanadTest
class RequestLimitsTest {

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Test
    void aBodyBeyond64KiBIsTooLarge() throws Exception {
        var answer = post("{\"query\":\"{ __typename }\",\"x\":\"" + "a".repeat(70_000) + "\"}");
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).doesNotContain("Exception");
    }

    @Test
    void anArrayIsNoRequest() throws Exception {
        assertThat(post("[{\"query\":\"{ __typename }\"}]").statusCode()).isEqualTo(400);
    }

    @Test
    void brokenJsonIsNoRequest() throws Exception {
        assertThat(post("{\"query\":").statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", " ", "7", "\"x\"", "{}", "{\"query\":null}"})
    void whatIsNoRequestIsToldSo(String body) throws Exception {
        for (var accept : List.of("application/graphql-response+json", "application/json", "text/event-stream")) {
            var answer = post(body, accept);
            assertThat(answer.statusCode()).as("%s for %s", body, accept).isEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/graphql-response+json");
            assertThat(answer.body()).contains("{\"errors\":[{\"message\":\"The body is not one JSON object");
        }
    }

    @Test
    void aTextOfTooManyCharactersIsRefused() throws Exception {
        var answer = post("{\"query\":\"{ __typename #" + "a".repeat(20_100) + "\\n}\"}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("characters");
    }

    @Test
    void aTextOfTooManyTokensIsRefused() throws Exception {
        var answer = post("{\"query\":\"{" + " __typename".repeat(2_001) + "}\"}");
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void fragmentsThatExplodeAreRefusedCheaply() throws Exception {
        var bomb = new StringBuilder("query { ...f0 }");
        for (int i = 0; i < 30; i++) {
            bomb.append(" fragment f")
                    .append(i)
                    .append(" on Query { ...f")
                    .append(i + 1)
                    .append(" ...f")
                    .append(i + 1)
                    .append(" }");
        }
        bomb.append(" fragment f30 on Query { __typename }");
        var answer = post("{\"query\":\"" + bomb + "\"}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("errors");
    }

    @Test
    void aBodyThatStopsComingIsGivenUp() throws IOException {
        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: 100\r\n\r\n{\"query\"")
                            .getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            assertThat(answer).isEqualTo("HTTP/1.1 408");
        }
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return post(body, "application/graphql-response+json");
    }

    private HttpResponse<String> post(String body, String accept) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/graphql"))
                        .header("Content-Type", "application/json")
                        .header("Accept", accept)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
