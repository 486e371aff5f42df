package org.sanad.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.sanad.identity.account.Account;
import org.sanad.identity.account.Accounts;
import org.sanad.identity.account.Identifier;
import org.sanad.identity.crypto.Totp;
import org.sanad.identity.signin.SignIns;

class SignInTest extends IdentityTest {

    @Test
    void wrongPasswordAndNoAccountAreAnsweredAlike() {
        var account = account("Known", false);
        var browser = visitor("en");
        var wrong = signIn(browser, account.email(), "not-the-password");
        var nobody = signIn(browser, newEmail(), "not-the-password");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(nobody.status()).isEqualTo(422);
        assertThat(wrong.summary()).isEqualTo(nobody.summary()).contains("doesn’t match");
        assertThat(wrong.body()).contains(account.email()).doesNotContain("not-the-password");
        assertThat(signIns().log(account.id(), 5))
                .extracting(SignIns.Entry::event)
                .contains(SignIns.Event.REFUSED);
    }

    @Test
    void guessingIsSlowedDownAndTheRightPasswordWaitsToo() {
        var account = account("Guessed", false);
        var browser = visitor("en");
        for (int i = 0; i < 8; i++) {
            assertThat(signIn(browser, account.email(), "guess-number-" + i).status())
                    .isEqualTo(422);
        }
        var refused = signIn(browser, account.email(), PASSWORD);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.response().headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.summary()).contains("Too many attempts");
        assertThat(signIn(visitor("en"), account.email(), PASSWORD).title()).isEqualTo("Your account");
        CLOCK.advance(Duration.ofMinutes(2));
        assertThat(signIn(browser, account.email(), PASSWORD).title()).isEqualTo("Your account");
    }

    @Test
    void parallelGuessesAreAllCounted() throws Exception {
        var account = account("Flood", false);
        var browser = visitor("en");
        var form = browser.get("/sign-in");
        try (var pool = Executors.newFixedThreadPool(10)) {
            var answers = pool.invokeAll(Collections.nCopies(20, (Callable<Visitor.Page>) () -> browser.submit(
                    form, "/sign-in", Map.of("identifier", account.email(), "password", "a-wrong-guess"))));
            int tried = 0;
            for (var answer : answers) {
                tried += answer.get().status() == 422 ? 1 : 0;
            }
            assertThat(tried).isEqualTo(8);
        }
    }

    @Test
    void manySignInsThatSucceedAreNotSlowedDown() {
        var account = account("Busy", false);
        for (int i = 0; i < 12; i++) {
            assertThat(signIn(visitor("en"), account.email(), PASSWORD).title()).isEqualTo("Your account");
        }
    }

    @Test
    void aSecondFactorIsAskedForAndACodeWorksOnce() {
        var account = account("Careful", false);
        var secret = factors().enrolling(account.id()).orElseThrow();
        var codes = factors()
                .confirm(account.id(), Totp.code(secret, CLOCK.instant()))
                .orElseThrow();
        CLOCK.advance(Duration.ofSeconds(60));
        var flow = new CodeFlow();
        var browser = visitor("en");
        var second = browser.submit(
                browser.get(flow.authorize("")),
                "/sign-in",
                Map.of("identifier", account.email(), "password", PASSWORD));
        assertThat(second.title()).isEqualTo("Enter the code of your app");
        assertThat(browser.get(new CodeFlow().authorize("")).title()).isEqualTo("Sign in");
        assertThat(browser.get("/account").title()).isEqualTo("Sign in");
        assertThat(browser.submit(second, "/sign-in/second", Map.of("code", "000000"))
                        .status())
                .isEqualTo(422);

        var code = Totp.code(secret, CLOCK.instant());
        var done = browser.submit(second, "/sign-in/second", Map.of("code", code));

        var claims = CodeFlow.claims(CodeFlow.json(flow.exchange(flow.code(done)))
                .get("access_token")
                .asString());
        assertThat(claims.get("acr").asString()).isEqualTo("aal2");
        assertThat(claims.get("amr").toString()).isEqualTo("[\"pwd\",\"otp\",\"mfa\"]");

        var other = visitor("en");
        var again = signIn(other, account.email(), PASSWORD);
        assertThat(other.submit(again, "/sign-in/second", Map.of("code", code)).status())
                .isEqualTo(422);
        assertThat(other.submit(
                                again,
                                "/sign-in/second",
                                Map.of("code", codes.getFirst().toLowerCase(Locale.ROOT)))
                        .title())
                .isEqualTo("Your account");
        var third = visitor("en");
        var used = third.submit(
                signIn(third, account.email(), PASSWORD), "/sign-in/second", Map.of("code", codes.getFirst()));
        assertThat(used.status()).isEqualTo(422);
        assertThat(factors().codesLeft(account.id())).isEqualTo(9);
    }

    @Test
    void staffSetUpASecondFactorBeforeAnythingElse() {
        var account = account("Officer", true);
        var flow = new CodeFlow();
        var browser = visitor("ar");
        var page = browser.submit(
                browser.get(flow.authorize("")),
                "/sign-in",
                Map.of("identifier", account.email(), "password", PASSWORD));
        assertThat(page.title()).isEqualTo("إعداد تطبيق المصادقة");
        assertThat(page.body()).contains("<svg class=\"qr\"");
        var secret = page.find("id=\"secret\">([^<]*)<").replace(" ", "");

        var codes = browser.submit(page, "/sign-in/authenticator", Map.of("code", Totp.code(secret, CLOCK.instant())));

        assertThat(codes.title()).isEqualTo("احتفظ برموز الاسترداد");
        var done = browser.get(codes.find("class=\"primary\" href=\"/identity([^\"]*)\""));
        var claims = CodeFlow.claims(CodeFlow.json(flow.exchange(flow.code(done)))
                .get("access_token")
                .asString());
        assertThat(claims.get("staff").asBoolean()).isTrue();
        assertThat(claims.get("acr").asString()).isEqualTo("aal2");
        assertThat(factors().disable(account.id())).isFalse();
    }

    @Test
    void staffSignInsEndAfterTwelveHours() {
        var account = account("Night shift", true);
        var secret = factors().enrolling(account.id()).orElseThrow();
        factors().confirm(account.id(), Totp.code(secret, CLOCK.instant()));
        CLOCK.advance(Duration.ofSeconds(60));
        var flow = new CodeFlow();
        var browser = visitor("en");
        var second = browser.submit(
                browser.get(flow.authorize("")),
                "/sign-in",
                Map.of("identifier", account.email(), "password", PASSWORD));
        var done = browser.submit(second, "/sign-in/second", Map.of("code", Totp.code(secret, CLOCK.instant())));
        var tokens = CodeFlow.json(flow.exchange(flow.code(done)));
        CLOCK.advance(Duration.ofHours(13));
        assertThat(CodeFlow.refresh(tokens.get("refresh_token").asString()).statusCode())
                .isEqualTo(400);
        assertThat(browser.get("/account").title()).isEqualTo("Sign in");
    }

    @Test
    void delicatePagesAskForAFreshProof() {
        var account = account("Sudo", false);
        var browser = visitor("en");
        signIn(browser, account.email(), PASSWORD);
        assertThat(browser.get("/account/email").title()).isEqualTo("Change your e-mail");
        CLOCK.advance(Duration.ofMinutes(11));
        var asked = browser.get("/account/email");
        assertThat(asked.title()).isEqualTo("Sign in");
        assertThat(browser.submit(asked, "/sign-in", Map.of("identifier", account.email(), "password", PASSWORD))
                        .title())
                .isEqualTo("Change your e-mail");
    }

    @Test
    void aPhoneAndItsCodeMakeAnAccountAndLaterSignIn() {
        var phone = "+9639" + (10_000_000 + ThreadLocalRandom.current().nextInt(80_000_000));
        var local = "0" + phone.substring(4);
        var flow = new CodeFlow();
        var browser = visitor("ar");
        var form = browser.get(browser.get(flow.authorize("")).find("href=\"/identity(/sign-in/phone[^\"]*)\""));
        var code = browser.submit(form, "/sign-in/phone", Map.of("phone", local));
        assertThat(code.body()).contains(phone);
        var name = browser.submit(code, "/sign-in/code", Map.of("code", codeIn(message(phone))));
        assertThat(name.title()).isEqualTo("ما اسمك؟");
        var done = browser.submit(name, "/sign-in/name", Map.of("name", "أبو كرم"));
        var claims = CodeFlow.claims(CodeFlow.json(flow.exchange(flow.code(done)))
                .get("access_token")
                .asString());
        assertThat(claims.get("name").asString()).isEqualTo("أبو كرم");
        assertThat(claims.has("email")).isFalse();
        assertThat(claims.get("amr").toString()).isEqualTo("[\"sms\"]");

        var other = visitor("ar");
        var again = other.submit(other.get("/sign-in/phone"), "/sign-in/phone", Map.of("phone", phone));
        assertThat(other.submit(again, "/sign-in/code", Map.of("code", codeIn(message(phone))))
                        .title())
                .isEqualTo("حسابك");
    }

    @Test
    void aRecipientIsNotFloodedWithMessages() {
        var email = newEmail();
        for (int i = 0; i < 5; i++) {
            var browser = visitor("en");
            browser.submit(
                    browser.get("/register"), "/register", Map.of("name", "A", "email", email, "password", PASSWORD));
        }
        var browser = visitor("en");
        var refused = browser.submit(
                browser.get("/register"), "/register", Map.of("name", "A", "email", email, "password", PASSWORD));
        assertThat(refused.status()).isEqualTo(429);
        assertThat(messages(email)).isEqualTo(5);
    }

    @Test
    void aForgottenPasswordIsResetByLinkAndSignsOutEverywhere() {
        var account = account("Forgetful", false);
        var old = visitor("en");
        signIn(old, account.email(), PASSWORD);
        var browser = visitor("en");
        var nobody = newEmail();
        var sent =
                browser.submit(browser.get("/password/forgot"), "/password/forgot", Map.of("email", account.email()));
        var unknown = browser.submit(browser.get("/password/forgot"), "/password/forgot", Map.of("email", nobody));
        assertThat(unknown.body().replace(nobody, "X")).isEqualTo(sent.body().replace(account.email(), "X"));
        assertThat(messages(nobody)).isZero();
        var link = linkIn(message(account.email()));
        visitor("en").scan(link);
        var form = browser.get(link);
        assertThat(browser.submit(form, "/password/reset", Map.of("password", "1234567890"))
                        .summary())
                .contains("easily guessed");

        var done = browser.submit(form, "/password/reset", Map.of("password", "a-new-and-longer-one"));

        assertThat(done.body()).contains("Your new password is saved");
        assertThat(old.get("/account").title()).isEqualTo("Sign in");
        assertThat(browser.get(link).title()).isEqualTo("This link no longer works");
        assertThat(signIn(visitor("en"), account.email(), PASSWORD).status()).isEqualTo(422);
        assertThat(signIn(visitor("en"), account.email(), "a-new-and-longer-one")
                        .title())
                .isEqualTo("Your account");
    }

    @Test
    void anEmailIsChangedByACodeAndTheOldAddressHearsOfIt() {
        var account = account("Mover", false);
        var taken = account("Taken", false);
        var browser = visitor("en");
        signIn(browser, account.email(), PASSWORD);
        browser.submit(browser.get("/account/email"), "/account/email", Map.of("email", taken.email()));
        assertThat(messages(taken.email())).isZero();
        var fresh = newEmail();
        var verify = browser.submit(browser.get("/account/email"), "/account/email", Map.of("email", fresh));
        var done = browser.submit(verify, "/account/email/verify", Map.of("code", codeIn(message(fresh))));
        assertThat(done.body()).contains("Your new e-mail is confirmed").contains(fresh);
        assertThat(message(account.email())).contains(fresh);
        assertThat(bean(Accounts.class).find(account.id()).map(Account::email)).contains(fresh);
    }

    @Test
    void anotherPersonsProofIsNone() {
        var owner = account("Owner", false);
        var thief = account("Thief", false);
        var fresh = newEmail();
        var browser = visitor("en");
        signIn(browser, owner.email(), PASSWORD);
        var verify = browser.submit(browser.get("/account/email"), "/account/email", Map.of("email", fresh));
        var v = verify.find("name=\"v\" value=\"([^\"]*)\"");
        var other = visitor("en");
        signIn(other, thief.email(), PASSWORD);
        var form = other.submit(other.get("/account/email"), "/account/email", Map.of("email", newEmail()));
        var refused = other.submit(form, "/account/email/verify", Map.of("v", v, "code", codeIn(message(fresh))));
        assertThat(refused.summary()).contains("no longer works");
        assertThat(bean(Accounts.class).find(thief.id()).map(Account::email)).contains(thief.email());
    }

    @Test
    void aNewPasswordKeepsThisBrowserAndEndsTheOthers() {
        var account = account("Changer", false);
        var here = visitor("en");
        var there = visitor("en");
        signIn(here, account.email(), PASSWORD);
        signIn(there, account.email(), PASSWORD);
        var done = here.submit(
                here.get("/account/password"), "/account/password", Map.of("password", "another-long-password"));
        assertThat(done.body()).contains("Other browsers are signed out");
        assertThat(there.get("/account").title()).isEqualTo("Sign in");
        assertThat(signIn(visitor("en"), account.email(), "another-long-password")
                        .title())
                .isEqualTo("Your account");
    }

    @Test
    void demoAccountsAreThereAndStaffAnswerTheirCode() {
        for (var demo : DemoAccounts.ALL) {
            var flow = new CodeFlow();
            var browser = visitor("en");
            var page = browser.submit(
                    browser.get(flow.authorize("")),
                    "/sign-in",
                    Map.of("identifier", demo.email(), "password", demo.password()));
            if (demo.staff()) {
                var code = browser.get("/outbox").find("data-demo=\"" + demo.role() + "\">([0-9]{6})<");
                page = browser.submit(page, "/sign-in/second", Map.of("code", code));
            }
            var claims = CodeFlow.claims(CodeFlow.json(flow.exchange(flow.code(page)))
                    .get("access_token")
                    .asString());
            assertThat(claims.get("sub").asString()).isEqualTo(demo.id().toString());
            assertThat(claims.get("name").asString()).isEqualTo(demo.name());
            assertThat(claims.get("staff").asBoolean()).isEqualTo(demo.staff());
        }
    }

    @Test
    void phoneNumbersAreReadAsPeopleWriteThem() {
        assertThat(phone("٠٩٤٤ ١٢٣ ٤٥٦")).isEqualTo("+963944123456");
        assertThat(phone("۰۹۱۲ ۱۲۳ ۴۵۶۷")).isEqualTo("+989121234567");
        assertThat(phone("9999 1234")).isEqualTo("+96599991234");
        assertThat(phone("00965-99991234")).isEqualTo("+96599991234");
        assertThat(phone("(+98) 912 123 4567")).isEqualTo("+989121234567");
        assertThat(Identifier.phone("12345")).isEmpty();
        assertThat(Identifier.email("a@b.co")).isPresent();
        assertThat(Identifier.email("a@b")).isEmpty();
        assertThat(Identifier.email("\u202Ea@b.co")).isEmpty();
    }

    private static String phone(String typed) {
        return Identifier.phone(typed).orElseThrow().number();
    }

    private static Visitor.Page signIn(Visitor browser, String identifier, String password) {
        return browser.submit(
                browser.get("/sign-in"), "/sign-in", Map.of("identifier", identifier, "password", password));
    }
}
