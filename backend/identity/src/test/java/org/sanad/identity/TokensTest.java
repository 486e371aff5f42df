package org.sanad.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.sanad.identity.account.Account;
import org.sanad.identity.account.Accounts;
import org.sanad.identity.crypto.Totp;
import org.sanad.identity.oauth.Clients;
import org.sanad.identity.oauth.SigningKeys;
import org.sanad.identity.signin.SignIns;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TokensTest extends IdentityTest {

    @Test
    void aRefreshTokenIsExchangedOnceAndReuseRevokesTheFamily() {
        var first = signedIn(account("Rotating", false));
        var second = CodeFlow.json(CodeFlow.refresh(text(first, "refresh_token")));
        assertThat(text(second, "refresh_token")).isNotEqualTo(text(first, "refresh_token"));
        assertThat(CodeFlow.claims(text(second, "access_token")).get("acr").asString())
                .isEqualTo("aal1");
        var third = CodeFlow.json(CodeFlow.refresh(text(second, "refresh_token")));

        var reused = CodeFlow.refresh(text(first, "refresh_token"));

        assertThat(reused.statusCode()).isEqualTo(400);
        assertThat(reused.body()).contains("invalid_grant");
        assertThat(CodeFlow.refresh(text(third, "refresh_token")).statusCode()).isEqualTo(400);
    }

    @Test
    void theAppTakesATokenBack() {
        var tokens = signedIn(account("Revoked", false));
        assertThat(CodeFlow.json(ask("introspect", text(tokens, "access_token")))
                        .get("active")
                        .asBoolean())
                .isTrue();
        assertThat(ask("revoke", text(tokens, "refresh_token")).statusCode()).isEqualTo(200);
        assertThat(CodeFlow.refresh(text(tokens, "refresh_token")).statusCode()).isEqualTo(400);
        assertThat(CodeFlow.json(ask("introspect", text(tokens, "access_token")))
                        .get("active")
                        .asBoolean())
                .isFalse();
        assertThat(ask("revoke", "nothing-that-we-know").statusCode()).isEqualTo(200);
    }

    @Test
    void aPersonsClaimsAreReadWithTheirAccessToken() throws Exception {
        var account = account("Userinfo", false);
        var tokens = signedIn(account);
        var answer = userinfo(tokens);
        assertThat(CodeFlow.json(answer).get("sub").asString())
                .isEqualTo(account.id().toString());
        assertThat(CodeFlow.json(answer).get("name").asString()).isEqualTo("Userinfo");
    }

    /** What the api asks to learn that somebody is no longer signed in. */
    @Test
    void nobodyIsVouchedForAfterSigningOutEverywhereOrLeaving() throws Exception {
        var everywhere = account("Everywhere", false);
        var leaving = account("Gone", false);
        var first = signedIn(everywhere);
        var second = signedIn(leaving);
        assertThat(userinfo(first).statusCode()).isEqualTo(200);
        assertThat(userinfo(second).statusCode()).isEqualTo(200);

        signIns().endAll(everywhere.id(), null);
        bean(Accounts.class).delete(leaving);

        assertThat(userinfo(first).statusCode()).isEqualTo(401);
        assertThat(userinfo(second).statusCode()).isEqualTo(401);
    }

    private static HttpResponse<String> userinfo(JsonNode tokens) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(base() + "/userinfo"))
                                .header("Authorization", "Bearer " + text(tokens, "access_token"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void reuseIsWrittenIntoTheLog() {
        var account = account("Robbed", false);
        var first = signedIn(account);
        CodeFlow.json(CodeFlow.refresh(text(first, "refresh_token")));
        CodeFlow.refresh(text(first, "refresh_token"));
        assertThat(signIns().log(account.id(), 10))
                .extracting(SignIns.Entry::event)
                .contains(SignIns.Event.TOKEN_REUSED);
    }

    @Test
    void oneTokenExchangedManyTimesAtOneInstantGivesAtMostOneAndThenNothing() throws Exception {
        var tokens = signedIn(account("Parallel", false));
        var refresh = text(tokens, "refresh_token");
        try (var pool = Executors.newFixedThreadPool(8)) {
            var answers = pool.invokeAll(
                    Collections.nCopies(8, (Callable<HttpResponse<String>>) () -> CodeFlow.refresh(refresh)));
            int given = 0;
            String last = null;
            for (var answer : answers) {
                if (answer.get().statusCode() == 200) {
                    given++;
                    last = text(CodeFlow.json(answer.get()), "refresh_token");
                } else {
                    assertThat(answer.get().statusCode()).isEqualTo(400);
                }
            }
            assertThat(given).isLessThanOrEqualTo(1);
            if (last != null) {
                assertThat(CodeFlow.refresh(last).statusCode()).isEqualTo(400);
            }
        }
    }

    @Test
    void aCodeIsExchangedOnce() {
        var flow = new CodeFlow();
        var browser = visitor("en");
        var code = flow.code(signIn(browser, flow, account("Once", false), ""));
        var tokens = CodeFlow.json(flow.exchange(code));

        assertThat(flow.exchange(code).statusCode()).isEqualTo(400);
        assertThat(CodeFlow.refresh(text(tokens, "refresh_token")).statusCode()).isEqualTo(400);
    }

    @Test
    void aCodeWithoutItsVerifierIsNothing() {
        var flow = new CodeFlow();
        var code = flow.code(signIn(visitor("en"), flow, account("Pkce", false), ""));
        var refused = Visitor.call(
                base() + "/oauth2/token",
                "sanad-app",
                CLIENT_SECRET,
                Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", CodeFlow.CALLBACK));
        assertThat(refused.statusCode()).isEqualTo(400);
        var without = visitor("en")
                .peek("/oauth2/authorize?response_type=code&client_id=sanad-app&scope=openid&redirect_uri="
                        + CodeFlow.CALLBACK);
        assertThat(without.location()).contains("error=invalid_request");
    }

    @Test
    void nobodyWhoReadsTheTableCanUseWhatIsInIt() {
        var tokens = signedIn(account("Hashed", false));
        for (var column : Set.of(
                "access_token_value", "refresh_token_value", "oidc_id_token_value", "authorization_code_value")) {
            var kept = sql().sql("select " + column + " from oauth2_authorization where " + column + " is not null")
                    .query(String.class)
                    .list();
            assertThat(kept).isNotEmpty().allMatch(value -> value.startsWith("sha256:"));
            assertThat(kept).doesNotContain(text(tokens, "refresh_token"));
        }
        var stolen = sql().sql(
                        "select refresh_token_value from oauth2_authorization where refresh_token_value is not null limit 1")
                .query(String.class)
                .single();
        assertThat(CodeFlow.refresh(stolen).statusCode()).isEqualTo(400);
        assertThat(sql().sql("select position('\"d\"'::bytea in private_jwk) from signing_keys")
                        .query(Integer.class)
                        .list())
                .isNotEmpty()
                .containsOnly(0);
    }

    @Test
    void signingOutEverywhereEndsEveryGrant() {
        var account = account("Everywhere", false);
        var here = signedIn(account);
        var there = signedIn(account);
        var browser = visitor("en");
        signIn(browser, new CodeFlow(), account, "");

        var page = browser.submit(browser.get("/account/sign-ins"), "/account/sign-ins/end-all", Map.of());

        assertThat(page.title()).isEqualTo("Sign in");
        assertThat(CodeFlow.refresh(text(here, "refresh_token")).statusCode()).isEqualTo(400);
        assertThat(CodeFlow.refresh(text(there, "refresh_token")).statusCode()).isEqualTo(400);
        assertThat(browser.get("/account").title()).isEqualTo("Sign in");
    }

    @Test
    void endingOneSignInLeavesTheOthers() {
        var account = account("Two", false);
        var phone = signedIn(account);
        var phoneSignIn = signIns().ofAccount(account.id()).getFirst().id();
        var browser = visitor("en");
        var flow = new CodeFlow();
        var here = CodeFlow.json(flow.exchange(flow.code(signIn(browser, flow, account, ""))));

        var page = browser.get("/account/sign-ins");
        assertThat(page.body()).contains("This browser").contains("Chrome");
        browser.submit(page, "/account/sign-ins/end", Map.of("id", phoneSignIn.toString()));

        assertThat(CodeFlow.refresh(text(phone, "refresh_token")).statusCode()).isEqualTo(400);
        assertThat(CodeFlow.refresh(text(here, "refresh_token")).statusCode()).isEqualTo(200);
    }

    @Test
    void signingInAgainKeepsWhatTheBrowserWasGranted() {
        var account = account("Again", false);
        var flow = new CodeFlow();
        var browser = visitor("en");
        var before = CodeFlow.json(flow.exchange(flow.code(signIn(browser, flow, account, ""))));
        var again = new CodeFlow();
        var page = browser.get(again.authorize("&prompt=login"));
        assertThat(page.title()).isEqualTo("Sign in");
        assertThat(page.body()).contains(account.email()).contains("What you have typed is kept");

        var done = browser.submit(page, "/sign-in", Map.of("identifier", account.email(), "password", PASSWORD));

        assertThat(CodeFlow.json(again.exchange(again.code(done))).has("id_token"))
                .isTrue();
        assertThat(CodeFlow.refresh(text(before, "refresh_token")).statusCode()).isEqualTo(200);
        assertThat(signIns().ofAccount(account.id())).hasSize(1);
    }

    @Test
    void maxAgeAsksForAFreshProofAndPromptNoneNever() {
        var account = account("Fresh", false);
        var browser = visitor("en");
        signIn(browser, new CodeFlow(), account, "");
        assertThat(browser.get(new CodeFlow().authorize("&max_age=3600")).location())
                .startsWith(CodeFlow.CALLBACK);
        assertThat(browser.get(new CodeFlow().authorize("&max_age=0")).title()).isEqualTo("Sign in");
        assertThat(browser.get(new CodeFlow().authorize("&prompt=none")).location())
                .contains("code=");
        assertThat(visitor("en").get(new CodeFlow().authorize("&prompt=none")).location())
                .contains("error=login_required");
    }

    @Test
    void theAppMayDemandTwoFactors() {
        var account = account("Treasurer", false);
        var browser = visitor("en");
        signIn(browser, new CodeFlow(), account, "");
        var flow = new CodeFlow();
        var page = browser.get(flow.authorize("&acr_values=aal2"));
        assertThat(page.title()).isEqualTo("Set up an authenticator app");
        var secret = page.find("id=\"secret\">([^<]*)<").replace(" ", "");

        var codes = browser.submit(page, "/account/authenticator", Map.of("code", Totp.code(secret, CLOCK.instant())));
        var done = browser.get(codes.find("class=\"primary\" href=\"/identity([^\"]*)\""));

        var claims = CodeFlow.claims(text(CodeFlow.json(flow.exchange(flow.code(done))), "id_token"));
        assertThat(claims.get("acr").asString()).isEqualTo("aal2");
        assertThat(signIns().ofAccount(account.id())).hasSize(1);
    }

    @Test
    void theAppSignsOut() {
        var account = account("Out", false);
        var flow = new CodeFlow();
        var browser = visitor("en");
        var tokens = CodeFlow.json(flow.exchange(flow.code(signIn(browser, flow, account, ""))));
        var back = PUBLIC_URL + "/en/";
        var out = "/connect/logout?"
                + Visitor.encode(Map.of(
                        "id_token_hint", text(tokens, "id_token"), "post_logout_redirect_uri", back, "state", "s1"));

        var foreign = browser.peek("/connect/logout?"
                + Visitor.encode(Map.of(
                        "id_token_hint",
                        text(tokens, "id_token"),
                        "post_logout_redirect_uri",
                        "https://evil.example/")));
        assertThat(foreign.status()).isEqualTo(400);
        var page = browser.peek(out);

        assertThat(page.location()).isEqualTo(back + "?state=s1");
        assertThat(browser.get("/account").title()).isEqualTo("Sign in");
        assertThat(CodeFlow.refresh(text(tokens, "refresh_token")).statusCode()).isEqualTo(400);
    }

    @Test
    void aDeletedAccountLeavesNothingAndGivesNoToken() {
        var account = account("Leaving", false);
        var flow = new CodeFlow();
        var browser = visitor("en");
        var tokens = CodeFlow.json(flow.exchange(flow.code(signIn(browser, flow, account, ""))));
        var form = browser.get("/account/delete");
        assertThat(browser.submit(form, "/account/delete", Map.of()).summary()).contains("Tick the box");

        var page = browser.submit(form, "/account/delete", Map.of("agreed", "1"));

        assertThat(page.title()).isEqualTo("Your account is deleted");
        assertThat(CodeFlow.refresh(text(tokens, "refresh_token")).statusCode()).isEqualTo(400);
        assertThat(bean(Accounts.class).find(account.id())).isEmpty();
        assertThat(sql().sql("select count(*) from sign_ins where account_id = :id")
                        .param("id", account.id())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void aPartnerMakesAProgramAndGetsTokens() {
        var account = account("Bank", false);
        var browser = visitor("en");
        signIn(browser, new CodeFlow(), account, "");
        var form = browser.get("/account/clients");
        assertThat(browser.submit(form, "/account/clients", Map.of("name", "")).summary())
                .contains("Type your name")
                .contains("at least one");
        var shown = browser.submit(
                form, "/account/clients", Map.of("name", "Branch <b>reports</b>", "scope", "donations:read"));
        assertThat(shown.body()).contains("Branch &lt;b&gt;reports&lt;/b&gt;");
        var id = shown.find("id=\"client-id\">([^<]*)<");
        var secret = shown.find("id=\"client-secret\">([^<]*)<");

        var token = CodeFlow.json(grant(id, secret, "donations:read"))
                .get("access_token")
                .asString();

        assertThat(CodeFlow.header(token).get("typ").asString()).isEqualTo("at+jwt");
        var claims = CodeFlow.claims(token);
        assertThat(claims.get("aud").toString())
                .contains(PUBLIC_URL + "/graphql")
                .doesNotContain(id);
        assertThat(claims.get("client_id").asString()).isEqualTo(id);
        assertThat(claims.get("sub").asString()).isEqualTo(id);
        assertThat(claims.get("scope").toString()).contains("donations:read");
        assertThat(grant(id, secret, "donations:write").body()).contains("invalid_scope");
        assertThat(grant(id, "wrong", "donations:read").statusCode()).isEqualTo(401);
        assertThat(browser.get("/account/clients").body()).doesNotContain(secret);

        var client = clients().of(account.id()).getFirst().id();
        assertThat(clients().revoke(account("Stranger", false).id(), client)).isFalse();
        browser.submit(browser.get("/account/clients"), "/account/clients/revoke", Map.of("id", client));
        assertThat(grant(id, secret, "donations:read").statusCode()).isEqualTo(401);
    }

    @Test
    void nobodyHasMoreProgramsThanOneMay() {
        var account = account("Many", false);
        for (int i = 0; i < Clients.MOST; i++) {
            assertThat(clients().create(account.id(), "p", Set.of("donations:read")))
                    .isInstanceOf(Clients.Outcome.Created.class);
        }
        assertThat(clients().create(account.id(), "p", Set.of("donations:read")))
                .isInstanceOf(Clients.Outcome.TooMany.class);
        assertThat(clients().create(account("x", false).id(), "p", Set.of("root")))
                .isInstanceOf(Clients.Outcome.UnknownScope.class);
    }

    @Test
    void discoveryNamesThePublicOrigin() {
        var metadata = JsonMapper.shared()
                .readTree(visitor("en").get("/.well-known/openid-configuration").body());
        assertThat(text(metadata, "issuer")).isEqualTo(PUBLIC_URL + "/identity");
        assertThat(text(metadata, "jwks_uri")).isEqualTo(PUBLIC_URL + "/identity/oauth2/jwks");
        assertThat(text(metadata, "end_session_endpoint")).isEqualTo(PUBLIC_URL + "/identity/connect/logout");
        assertThat(visitor("en").get("/oauth2/jwks").body()).contains("\"kid\"").doesNotContain("\"d\"");
    }

    @Test
    void keysAreRenewedAndTheOldOneStaysPublishedForAWhile() {
        var keys = bean(SigningKeys.class);
        var before = published();
        CLOCK.advance(Duration.ofDays(91));
        keys.rotate();
        assertThat(published()).isEqualTo(before + 1);
        var token = CodeFlow.json(grantOfNewClient());
        assertThat(token.has("access_token")).isTrue();
        CLOCK.advance(Duration.ofDays(3));
        keys.rotate();
        assertThat(published()).isEqualTo(before);
    }

    private static HttpResponse<String> ask(String endpoint, String token) {
        return Visitor.call(base() + "/oauth2/" + endpoint, "sanad-app", CLIENT_SECRET, Map.of("token", token));
    }

    private static HttpResponse<String> grantOfNewClient() {
        var created =
                (Clients.Outcome.Created) clients().create(account("Key", false).id(), "k", Set.of("donations:read"));
        return grant(created.client().clientId(), created.secret(), "donations:read");
    }

    private static int published() {
        var body = visitor("en").get("/oauth2/jwks").body();
        return body.split("\"kid\"", -1).length - 1;
    }

    private static HttpResponse<String> grant(String id, String secret, String scope) {
        return Visitor.call(
                base() + "/oauth2/token", id, secret, Map.of("grant_type", "client_credentials", "scope", scope));
    }

    private static JsonNode signedIn(Account account) {
        var flow = new CodeFlow();
        return CodeFlow.json(flow.exchange(flow.code(signIn(visitor("en"), flow, account, ""))));
    }

    private static Visitor.Page signIn(Visitor browser, CodeFlow flow, Account account, String more) {
        return browser.submit(
                browser.get(flow.authorize(more)),
                "/sign-in",
                Map.of("identifier", account.email(), "password", PASSWORD));
    }

    private static String text(JsonNode node, String name) {
        return node.get(name).asString();
    }
}
