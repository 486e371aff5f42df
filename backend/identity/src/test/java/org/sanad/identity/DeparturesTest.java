package org.sanad.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sanad.identity.oauth.Clients;
import tools.jackson.databind.json.JsonMapper;

/** Who left, and their programs, stand in a list that the app alone may read; again and again. */
class DeparturesTest extends IdentityTest {

    @Test
    void theAppIsToldWhoLeft() throws Exception {
        long before = last();
        var account = account("Leaving", false);
        var revoked = program(account.id(), "revoked");
        var deleted = program(account.id(), "deleted");
        clients().revoke(account.id(), revoked.client().id());
        assertThat(subjects(before)).containsExactly(revoked.client().clientId());

        var browser = visitor("en");
        browser.submit(
                browser.get("/sign-in"), "/sign-in", Map.of("identifier", account.email(), "password", PASSWORD));
        browser.submit(browser.get("/account/delete"), "/account/delete", Map.of("agreed", "1"));
        var all = List.of(
                revoked.client().clientId(),
                account.id().toString(),
                deleted.client().clientId());
        assertThat(subjects(before)).containsExactlyElementsOf(all);
        assertThat(subjects(before)).containsExactlyElementsOf(all);
        assertThat(subjects(last())).isEmpty();
        // nothing else of the person stands there
        assertThat(sql().sql("select departures::text from departures")
                        .query(String.class)
                        .list())
                .noneMatch(row -> row.contains(account.email()) || row.contains("Leaving"));

        assertThat(ask(base() + "/departures?after=0", null).statusCode()).isEqualTo(401);
        assertThat(ask(base() + "/departures?after=0", "wrong").statusCode()).isEqualTo(401);
    }

    @Test
    void theListsAddressIsInTheMetadata() throws Exception {
        var metadata = ask(base() + "/.well-known/openid-configuration", null).body();
        assertThat(JsonMapper.shared()
                        .readTree(metadata)
                        .path("sanad_departures_endpoint")
                        .asString())
                .isEqualTo(PUBLIC_URL + "/identity/departures");
    }

    private static Clients.Outcome.Created program(java.util.UUID account, String name) {
        return (Clients.Outcome.Created) clients().create(account, name, Set.of("donations:read"));
    }

    private static long last() {
        return sql().sql("select coalesce(max(position), 0) from departures")
                .query(Long.class)
                .single();
    }

    private static List<String> subjects(long after) throws IOException, InterruptedException {
        var answer = ask(base() + "/departures?after=" + after, CLIENT_SECRET);
        assertThat(answer.statusCode()).isEqualTo(200);
        return JsonMapper.shared()
                .readTree(answer.body())
                .path("departures")
                .valueStream()
                .map(departure -> departure.path("subject").asString())
                .toList();
    }

    private static HttpResponse<String> ask(String url, String secret) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url));
        if (secret != null) {
            request.header(
                    "Authorization", "Basic " + Base64.getEncoder().encodeToString(("sanad-app:" + secret).getBytes()));
        }
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
