package org.sanad.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RegistrationTest extends IdentityTest {

    @Test
    void byCodeAndOnToTheAppWithTokens() {
        var email = newEmail();
        var flow = new CodeFlow();
        var browser = visitor("ar");
        var signIn = browser.get(flow.authorize("&ui_locales=ar"));
        assertThat(signIn.title()).isEqualTo("تسجيل الدخول");
        var register = browser.get(signIn.find("href=\"/identity(/register[^\"]*)\""));
        var verify = browser.submit(
                register, "/register", Map.of("name", "ليلى حدّاد", "email", email, "password", PASSWORD));
        assertThat(verify.body()).contains(email);

        var done = browser.submit(verify, "/register/verify", Map.of("code", codeIn(message(email))));

        var tokens = CodeFlow.json(flow.exchange(flow.code(done)));
        var access = tokens.get("access_token").asString();
        var header = CodeFlow.header(access);
        var claims = CodeFlow.claims(access);
        assertThat(header.get("typ").asString()).isEqualTo("at+jwt");
        assertThat(claims.get("iss").asString()).isEqualTo(PUBLIC_URL + "/identity");
        assertThat(claims.get("aud").toString()).contains(PUBLIC_URL + "/graphql");
        assertThat(claims.get("client_id").asString()).isEqualTo("sanad-app");
        assertThat(claims.get("name").asString()).isEqualTo("ليلى حدّاد");
        assertThat(claims.get("email").asString()).isEqualTo(email);
        assertThat(claims.get("email_verified").asBoolean()).isTrue();
        assertThat(claims.get("locale").asString()).isEqualTo("ar");
        assertThat(claims.get("acr").asString()).isEqualTo("aal1");
        assertThat(claims.get("amr").toString()).isEqualTo("[\"pwd\"]");
        assertThat(claims.get("staff").asBoolean()).isFalse();
        assertThat(claims.get("exp").asLong() - claims.get("iat").asLong()).isEqualTo(300);
        var id = CodeFlow.claims(tokens.get("id_token").asString());
        assertThat(id.get("nonce").asString()).isEqualTo(flow.nonce);
        assertThat(id.get("sub")).isEqualTo(claims.get("sub"));
        assertThat(id.get("auth_time").isNumber()).isTrue();
    }

    @Test
    void byLinkInTheSameBrowserSignsIn() {
        var email = newEmail();
        var flow = new CodeFlow();
        var browser = visitor("en");
        var register = browser.get(flow.authorize("&prompt=create"));
        assertThat(register.title()).isEqualTo("Create an account");
        browser.submit(register, "/register", Map.of("name", "Amina", "email", email, "password", PASSWORD));

        var link = linkIn(message(email));
        visitor("en").scan(link);
        browser.scan(link);
        var confirm = browser.get(link);
        var done = browser.submit(confirm, "/register/confirm", Map.of());

        assertThat(CodeFlow.json(flow.exchange(flow.code(done))).has("access_token"))
                .isTrue();
        assertThat(browser.get(linkIn(message(email))).title()).isEqualTo("This link no longer works");
    }

    @Test
    void byLinkInAnotherBrowserAsksToSignIn() {
        var email = newEmail();
        var browser = visitor("en");
        browser.submit(
                browser.get("/register"), "/register", Map.of("name", "A", "email", email, "password", PASSWORD));

        var other = visitor("en");
        var page = other.submit(other.get(linkIn(message(email))), "/register/confirm", Map.of());

        assertThat(page.title()).isEqualTo("Sign in");
        assertThat(page.body()).contains("Your e-mail is confirmed").contains(email);
        assertThat(other.hasCookie("sanad-identity")).isFalse();
    }

    @Test
    void anAddressThatHasAnAccountGetsTheSamePageAndAnotherMail() {
        var taken = account("Taken", false);
        var free = newEmail();
        var browser = visitor("en");
        var first = browser.submit(
                browser.get("/register"), "/register", Map.of("name", "A", "email", free, "password", PASSWORD));
        var second = browser.submit(
                browser.get("/register"),
                "/register",
                Map.of("name", "A", "email", taken.email(), "password", PASSWORD));

        assertThat(second.status()).isEqualTo(first.status());
        assertThat(normal(second.body(), taken.email())).isEqualTo(normal(first.body(), free));
        assertThat(message(taken.email())).contains("You have one already");
    }

    @Test
    void refusalsKeepWhatWasTypedButNotThePassword() {
        var browser = visitor("fa");
        var page = browser.submit(
                browser.get("/register"),
                "/register",
                Map.of("name", "نرگس", "email", "not-an-address", "password", "kootah"));

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.summary()).contains("ایمیلی مانند").contains("گذرواژه باید دست‌کم");
        assertThat(page.body())
                .contains("value=\"نرگس\"")
                .contains("value=\"not-an-address\"")
                .doesNotContain("kootah");
        assertThat(page.body()).contains("autofocus").contains("aria-describedby=\" email-refusal\"");
        assertThat(page.find("<title>([^<]*)</title>")).startsWith("خطا:");
    }

    @Test
    void aNameCarriesNoLinkIntoAMail() {
        var browser = visitor("en");
        var email = newEmail();
        var page = browser.submit(
                browser.get("/register"),
                "/register",
                Map.of("name", "Win a prize at www.evil.example", "email", email, "password", PASSWORD));
        assertThat(page.summary()).contains("has a link in it");
        assertThat(messages(email)).isZero();
    }

    @Test
    void aCodeIsGoodForFiveTries() {
        var email = newEmail();
        var browser = visitor("en");
        var verify = browser.submit(
                browser.get("/register"), "/register", Map.of("name", "A", "email", email, "password", PASSWORD));
        var code = codeIn(message(email));
        var wrong = code.equals("000000") ? "000001" : "000000";
        var page = verify;
        for (int left = 4; left >= 1; left--) {
            page = browser.submit(verify, "/register/verify", Map.of("code", wrong));
            assertThat(page.summary()).contains("Tries left: " + left);
        }
        browser.submit(verify, "/register/verify", Map.of("code", wrong));
        page = browser.submit(verify, "/register/verify", Map.of("code", code));
        assertThat(page.summary()).contains("no longer works");
    }

    @Test
    void codesMayBeTypedInAnyDigits() {
        var email = newEmail();
        var browser = visitor("fa");
        var verify = browser.submit(
                browser.get("/register"), "/register", Map.of("name", "نرگس", "email", email, "password", PASSWORD));
        var persian = codeIn(message(email))
                .chars()
                .map(c -> c - '0' + '۰')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        assertThat(browser.submit(verify, "/register/verify", Map.of("code", persian))
                        .title())
                .isEqualTo("حساب شما");
    }

    private static String normal(String body, String email) {
        return body.replace(email, "EMAIL")
                .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "UUID")
                .replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "CSRF");
    }
}
