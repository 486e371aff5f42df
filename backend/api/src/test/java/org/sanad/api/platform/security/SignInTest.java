package org.sanad.api.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanad.api.platform.Settings;
import org.sanad.api.support.Postgres;

/** Signs in through two nodes of one installation, against a real provider, as a browser and as a program would. */
@Timeout(60)
class SignInTest {

    static final String ORIGIN = "http://localhost:8080";
    private static final String MUTATION = """
            {"query": "mutation { requestUpload(input: {purpose: IATI_FILE, fileName: \\"a.xml\\", contentType: \\"text/xml\\", size: 5}) { userErrors { code } } }"}""";

    private static String database;
    private static TestIssuer issuer;
    private static Node first;
    private static Node second;

    @BeforeAll
    static void start() {
        database = Postgres.database("sanad_sign_in");
        issuer = new TestIssuer();
        first = node();
        second = node();
    }

    private static Node node() {
        return new Node(
                database,
                "sanad.public-url=" + ORIGIN,
                "sanad.security.issuer-uri=" + issuer.uri(),
                "sanad.security.client-secret=" + TestIssuer.SECRET);
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
        issuer.close();
    }

    @AfterEach
    void calm() {
        issuer.lifetime = 300;
        issuer.away = false;
        issuer.idTokenOverrides = Map.of();
        issuer.subject = "person";
    }

    @Test
    void signsAPersonInAndKeepsTokensFromTheBrowser() throws SQLException {
        var browser = new Browser();
        assertThat(browser.session(first).path("signedIn").asBoolean()).isFalse();
        var login = browser.get(first, "/auth/login?return=/fa/campaigns");
        assertThat(login.statusCode()).isEqualTo(303);
        var asked = TestIssuer.fields(TestIssuer.location(login).getRawQuery());
        assertThat(asked)
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("redirect_uri", ORIGIN + "/auth/callback")
                .containsEntry("ui_locales", "fa")
                .containsKeys("nonce", "state");
        assertThat(login.headers().firstValue("Set-Cookie"))
                .hasValueSatisfying(cookie -> assertThat(cookie)
                        .startsWith("__Host-")
                        .contains("HTTPOnly", "Secure", "SameSite=Lax", "Path=/")
                        .doesNotContain("Domain"));
        var back = browser.signIn(first, "/fa/campaigns?sector=HEALTH");
        assertThat(back.statusCode()).isEqualTo(303);
        assertThat(TestIssuer.location(back)).hasToString("/fa/campaigns?sector=HEALTH");
        assertThat(back.headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("__Host-sanad=")
                        .contains("HTTPOnly", "Secure", "SameSite=Lax", "Path=/"));

        // any node knows the session
        for (var node : List.of(first, second)) {
            var session = browser.session(node);
            assertThat(session.path("signedIn").asBoolean()).isTrue();
            assertThat(session.path("name").asString()).isEqualTo("سلمى الأحمد");
            assertThat(change(browser, node, browser.csrf(node)).body()).contains("FORBIDDEN");
        }

        try (var admin = DriverManager.getConnection(
                        "jdbc:postgresql://" + database + "?user=postgres&password=postgres");
                var rows = admin.createStatement().executeQuery("select id, sealed from sanad.sessions")) {
            assertThat(rows.next()).isTrue();
            var stored = new String(rows.getBytes(1), StandardCharsets.ISO_8859_1)
                    + new String(rows.getBytes(2), StandardCharsets.ISO_8859_1);
            assertThat(stored).doesNotContain(browser.cookies.get("__Host-sanad"), "eyJ", "person", "refresh");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example",
                "/\\evil.example",
                "/\t/evil.example",
                "\\\\evil.example",
                "javascript:alert(1)",
                "/%0d%0aSet-Cookie:x=y\r\nX: y",
                "evil.example",
                " //evil.example",
                "http://localhost:8080@evil.example/"
            })
    void goesBackToOwnPagesOnly(String back) {
        var answer = new Browser().get(first, "/auth/login?return=" + URLEncoder.encode(back, StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void anotherBrowsersCallbackSignsNobodyIn() {
        var attacker = new Browser();
        var login = attacker.get(first, "/auth/login");
        var victim = new Browser();
        var answer = victim.get(
                first,
                "/auth/callback?code=x&state="
                        + TestIssuer.fields(TestIssuer.location(login).getRawQuery())
                                .get("state"));
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(victim.cookies).isEmpty();
        assertThat(new Browser().get(first, "/auth/callback?code=x&state=short").statusCode())
                .isEqualTo(303);
    }

    @Test
    void asksTheIssuerForASecondFactorAndBelievesItsWord() {
        assertThat(new Browser().get(first, "/auth/login?acr_values=aal1").statusCode())
                .isEqualTo(400);
        assertThat(TestIssuer.fields(TestIssuer.location(new Browser().get(first, "/auth/login?acr_values=aal2"))
                        .getRawQuery()))
                .containsEntry("acr_values", "aal2");
        for (var word : List.<Map<String, Object>>of(
                Map.of(),
                Map.of("amr", List.of("pwd"), "acr", "aal1"),
                Map.of("amr", List.of("pwd", "otp", "mfa")),
                Map.of("acr", "aal2"))) {
            issuer.idTokenOverrides = word;
            var browser = new Browser();
            browser.signIn(first, "/");
            issuer.idTokenOverrides = Map.of();
            boolean two = !word.isEmpty() && !"aal1".equals(word.get("acr"));
            assertThat(first.bean(Sessions.class)
                            .live(browser.cookies.get("__Host-sanad"))
                            .block()
                            .actor()
                            .twoFactors())
                    .as("%s", word)
                    .isEqualTo(two);
        }
    }

    @Test
    void aGlanceAtTheCallbackUsesNothingUp() {
        var browser = new Browser();
        var issuerSaid = browser.atIssuer(browser.get(first, "/auth/login?return=/ar"));
        var callback = TestIssuer.location(issuerSaid).toString().substring(ORIGIN.length());
        for (var glance : List.of(
                HttpRequest.newBuilder().HEAD(),
                HttpRequest.newBuilder().GET().header("Sec-Purpose", "prefetch;prerender"))) {
            var seen = browser.glance(first, glance, callback);
            assertThat(seen.statusCode()).isEqualTo(204);
            assertThat(seen.headers().firstValue("Set-Cookie")).isEmpty();
        }
        browser.callback(first, issuerSaid);
        assertThat(browser.session(first).path("signedIn").asBoolean()).isTrue();
    }

    @Test
    void anIdTokenOfAnotherSignInSignsNobodyIn() {
        for (Map<String, Object> lie : List.<Map<String, Object>>of(
                Map.of("nonce", "another"),
                Map.of("aud", "another-client"),
                Map.of("iss", "https://evil.example"),
                Map.of("exp", Date.from(Instant.now().minusSeconds(60))))) {
            issuer.idTokenOverrides = lie;
            var browser = new Browser();
            browser.signIn(first, "/");
            assertThat(browser.cookies).as("%s", lie).doesNotContainKey("__Host-sanad");
        }
    }

    @Test
    void aChangeNeedsTheProofOfOurOwnPages() {
        var browser = new Browser();
        browser.signIn(first, "/");
        var other = new Browser();
        other.signIn(first, "/");
        assertThat(browser.post(first, "/graphql", MUTATION).body()).contains("\"CSRF\"");
        assertThat(change(browser, first, other.csrf(first)).body()).contains("\"CSRF\"");
        assertThat(browser.post(
                                first,
                                "/graphql",
                                MUTATION,
                                "X-Sanad-CSRF",
                                browser.csrf(first),
                                "Origin",
                                "https://evil.example")
                        .body())
                .doesNotContain("FORBIDDEN\"}]}}");
        assertThat(change(browser, first, browser.csrf(first)).body())
                .contains("\"userErrors\":[{\"code\":\"FORBIDDEN\"}]");
        assertThat(new Browser().post(first, "/graphql", MUTATION).body()).contains("UNAUTHENTICATED");
    }

    @Test
    void signsOutHereAndAtTheIssuer() {
        var browser = new Browser();
        browser.signIn(first, "/");
        var cookie = browser.cookies.get("__Host-sanad");
        assertThat(browser.post(first, "/auth/logout", "").statusCode()).isEqualTo(403);
        var answer = browser.post(first, "/auth/logout", "", "X-Sanad-CSRF", browser.csrf(first));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains(issuer.uri() + "/end?");
        assertThat(browser.cookies).doesNotContainKey("__Host-sanad");
        assertThat(issuer.revoked).isNotEmpty();
        browser.cookies.put("__Host-sanad", cookie);
        assertThat(browser.session(first).path("signedIn").asBoolean()).isFalse();
    }

    /** Answers that come from the database's threads once left a kept connection waiting for ever, about once in fifteen tries. */
    @Test
    void aRequestRightAfterAnotherOnTheSameConnectionIsAlwaysAnswered() {
        for (int i = 0; i < 60; i++) {
            var browser = new Browser();
            browser.signIn(first, "/");
            assertThat(browser.post(first, "/auth/logout", "").statusCode()).isEqualTo(403);
            assertThat(browser.session(first).path("signedIn").asBoolean()).isTrue();
            assertThat(change(browser, first, "none").body()).contains("\"CSRF\"");
        }
    }

    @Test
    void twentyRequestsAtExpiryThroughTwoNodesRefreshOnceAndSignNobodyOut() throws Exception {
        issuer.lifetime = 0;
        var browser = new Browser();
        browser.signIn(first, "/");
        issuer.lifetime = 300;
        int before = issuer.refreshes.get();
        try (var threads = Executors.newFixedThreadPool(20)) {
            var answers = new ArrayList<Future<Boolean>>();
            for (int i = 0; i < 20; i++) {
                var node = i % 2 == 0 ? first : second;
                answers.add(threads.submit(
                        () -> browser.session(node).path("signedIn").asBoolean()));
            }
            for (var answer : answers) {
                assertThat(answer.get()).isTrue();
            }
        }
        assertThat(issuer.refreshes.get() - before).isEqualTo(1);
        assertThat(browser.session(second).path("signedIn").asBoolean()).isTrue();
    }

    @Test
    void signOutEverywhereIsFeltWhenTheIssuersWordRunsOut() throws SQLException {
        issuer.lifetime = 0;
        var browser = new Browser();
        browser.signIn(first, "/");
        issuer.signOutEverywhere();
        assertThat(browser.session(second).path("signedIn").asBoolean()).isFalse();
        assertThat(browser.cookies).doesNotContainKey("__Host-sanad");
    }

    @Test
    void signOutEverywhereIsFeltByANodeThatHasNotAskedOfLate() {
        var browser = new Browser();
        browser.signIn(first, "/");
        int asked = issuer.asked.get();
        assertThat(browser.session(second).path("signedIn").asBoolean()).isTrue();
        assertThat(browser.session(second).path("signedIn").asBoolean()).isTrue();
        assertThat(issuer.asked.get() - asked).isEqualTo(1);

        var other = new Browser();
        other.signIn(first, "/");
        issuer.signOutEverywhere();
        assertThat(other.session(second).path("signedIn").asBoolean()).isFalse();
        assertThat(other.cookies).doesNotContainKey("__Host-sanad");
    }

    @Test
    void anIssuerThatCannotBeAskedIsBelievedUntilItsWordRunsOut() {
        var browser = new Browser();
        browser.signIn(first, "/");
        issuer.away = true;
        assertThat(browser.session(second).path("signedIn").asBoolean()).isTrue();
    }

    @Test
    void anIssuerThatIsAwayCostsNobodyTheSession() {
        issuer.lifetime = 0;
        var browser = new Browser();
        browser.signIn(first, "/");
        issuer.away = true;
        var meanwhile = browser.get(first, "/auth/session");
        assertThat(meanwhile.statusCode()).isEqualTo(503);
        assertThat(meanwhile.headers().firstValue("Retry-After")).isPresent();
        issuer.away = false;
        issuer.lifetime = 300;
        assertThat(browser.session(first).path("signedIn").asBoolean()).isTrue();
    }

    @Test
    void takesAPartnersToken() {
        assertThat(bearer(issuer.accessToken("at+jwt", Map.of("scope", "imports:write")))
                        .body())
                .contains("\"userErrors\":[{\"code\":\"FORBIDDEN\"}]");
        assertThat(bearer(issuer.accessToken("at+jwt", Map.of())).body())
                .contains("\"scopes\":[\"campaigns:write\",\"donations:write\",\"imports:write\"]")
                .doesNotContain("userErrors");
    }

    @Test
    void refusesEveryOtherToken() throws JOSEException {
        var lies = Map.of(
                "another audience", issuer.accessToken("at+jwt", Map.of("aud", "https://elsewhere.example")),
                "an ID token", issuer.accessToken("JWT", Map.of()),
                "expired",
                        issuer.accessToken(
                                "at+jwt", Map.of("exp", Date.from(Instant.now().minusSeconds(60)))),
                "not yet",
                        issuer.accessToken(
                                "at+jwt", Map.of("nbf", Date.from(Instant.now().plusSeconds(60)))),
                "another issuer", issuer.accessToken("at+jwt", Map.of("iss", "https://evil.example")),
                "another key",
                        TestIssuer.sign(
                                new RSAKeyGenerator(2048).keyID("key-1").generate(),
                                "at+jwt",
                                Map.of("iss", issuer.uri(), "sub", "x")),
                "unknown key",
                        TestIssuer.sign(
                                new RSAKeyGenerator(2048).keyID("key-2").generate(),
                                "at+jwt",
                                Map.of("iss", issuer.uri(), "sub", "x")),
                "no signature", unsigned(),
                "no token", "x.y.z");
        lies.forEach((name, token) -> {
            var answer = bearer(token);
            assertThat(answer.statusCode()).as(name).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).as(name).isPresent();
        });
    }

    private static String unsigned() {
        var encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString("{\"alg\":\"none\",\"typ\":\"at+jwt\"}".getBytes(StandardCharsets.UTF_8))
                + "."
                + encoder.encodeToString(
                        ("{\"iss\":\"" + issuer.uri() + "\",\"sub\":\"x\",\"client_id\":\"x\",\"aud\":\"" + ORIGIN
                                        + "/graphql\",\"exp\":9999999999}")
                                .getBytes(StandardCharsets.UTF_8))
                + ".";
    }

    @Test
    void writesThatSomebodyWasHereAtMostOnceAMinute() throws SQLException {
        var browser = new Browser();
        browser.signIn(first, "/");
        long before = versions();
        for (int i = 0; i < 10; i++) {
            browser.session(first);
            browser.session(second);
        }
        assertThat(versions()).isEqualTo(before);
    }

    private static long versions() throws SQLException {
        try (var admin = DriverManager.getConnection(
                        "jdbc:postgresql://" + database + "?user=postgres&password=postgres");
                var rows = admin.createStatement()
                        .executeQuery("select coalesce(sum(xmin::text::bigint), 0) from sanad.sessions")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://sanad.example", "https://sanad.example/", "https://sanad.example/path", "ftp://localhost"
            })
    void doesNotStartWhereBrowsersWouldKeepNoSession(String url) {
        var database = new Settings.Database("localhost/x", "", "", "", "", 1);
        var settings = new Settings(URI.create(url), "", database);
        var security = new SecuritySettings(
                URI.create(url),
                List.of(),
                "",
                "",
                "",
                URI.create("http://127.0.0.1"),
                List.of(),
                false,
                Duration.ofSeconds(45),
                Duration.ofSeconds(15));
        assertThatThrownBy(() -> new PublicOrigin(settings, security)).hasMessageContaining("SANAD_PUBLIC_URL");
    }

    @Test
    void introspectionIsForThoseWhoSignedIn() {
        var query = "{\"query\": \"{ __schema { queryType { name } } }\"}";
        assertThat(new Browser().post(first, "/graphql", query).body()).doesNotContain("\"Query\"");
        var browser = new Browser();
        browser.signIn(first, "/");
        assertThat(browser.post(first, "/graphql", query).body()).contains("\"Query\"");
        assertThat(new Browser()
                        .post(
                                first,
                                "/graphql",
                                query,
                                "Authorization",
                                "Bearer " + issuer.accessToken("at+jwt", Map.of()))
                        .body())
                .contains("\"Query\"");
    }

    private static HttpResponse<String> change(Browser browser, Node node, String csrf) {
        return browser.post(node, "/graphql", MUTATION, "X-Sanad-CSRF", csrf, "Origin", ORIGIN);
    }

    private static HttpResponse<String> bearer(String token) {
        return new Browser().post(first, "/graphql", MUTATION, "Authorization", "Bearer " + token);
    }
}
