package org.sanad.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.sanad.identity.DemoAccounts;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Works through GraphQL as one of the demo's accounts, whose token is taken for granted, and moves files as a browser does. */
final class Office {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final WebTestClient client;

    /** Signs a demo account in, by its role. */
    Office(ApplicationContext api, String issuer, String role) {
        var account = DemoAccounts.ALL.stream()
                .filter(each -> each.role().equals(role))
                .findFirst()
                .orElseThrow();
        this.client = WebTestClient.bindToApplicationContext(api)
                .apply(SecurityMockServerConfigurers.springSecurity())
                .configureClient()
                .responseTimeout(Duration.ofSeconds(20))
                .build()
                .mutateWith(SecurityMockServerConfigurers.mockJwt()
                        .jwt(token -> token.issuer(issuer)
                                .subject(account.id().toString())
                                .claim("name", account.name())
                                .claim("email", account.email())
                                .claim("email_verified", true)
                                .claim("amr", List.of("pwd", "otp", "mfa"))));
    }

    /** Asks, and expects no error. */
    JsonNode ask(String query, Map<String, Object> variables) {
        byte[] answer = client.post()
                .uri("/graphql")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(JSON.writeValueAsString(Map.of("query", query, "variables", variables)))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody();
        JsonNode read = JSON.readTree(Objects.requireNonNull(answer));
        assertThat(read.has("errors")).as(read.toString()).isFalse();
        return read.get("data");
    }

    /** Sends a file up for an organization, and tells the upload's id. */
    String upload(String organization, String purpose, String name, String type, byte[] bytes) throws Exception {
        JsonNode asked = ask(
                        "mutation($input: RequestUploadInput!) { requestUpload(input: $input) { upload { id url } userErrors { code } } }",
                        Map.of(
                                "input",
                                Map.of(
                                        "organizationId",
                                        organization,
                                        "purpose",
                                        purpose,
                                        "fileName",
                                        name,
                                        "contentType",
                                        type,
                                        "size",
                                        bytes.length)))
                .get("requestUpload")
                .get("upload");
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> put = http.send(
                    HttpRequest.newBuilder(URI.create(asked.get("url").asString()))
                            .header("Content-Type", type)
                            .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(put.statusCode()).as(put.body()).isBetween(200, 299);
        }
        return asked.get("id").asString();
    }

    /** Fetches a file without signing in: its address says who may. */
    static String download(String url) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(url)).build(),
                    HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return answer.body();
        }
    }
}
