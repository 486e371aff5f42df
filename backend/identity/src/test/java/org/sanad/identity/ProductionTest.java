package org.sanad.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sanad.identity.account.Accounts;
import org.sanad.identity.post.Post;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is different where real people are. */
class ProductionTest {

    private static final MovableClock CLOCK = new MovableClock();
    private static MailServer mails;
    private static ConfigurableApplicationContext context;

    static class Movable {
        @Bean
        @Primary
        MovableClock movableClock() {
            return CLOCK;
        }
    }

    @BeforeAll
    static void start() throws IOException {
        mails = new MailServer();
        context = SanadIdentity.application(settings()).sources(Movable.class).run();
    }

    @AfterAll
    static void stop() throws IOException {
        context.close();
        mails.close();
    }

    @Test
    void thereIsNoOutboxPageNoDemoAccountAndNoPhoneWithoutAGateway() {
        assertThat(visitor().get("/outbox").status()).isEqualTo(404);
        assertThat(visitor().get("/sign-in").body()).doesNotContain("/outbox").doesNotContain("/sign-in/phone");
        assertThat(visitor().get("/sign-in/phone").status()).isEqualTo(404);
        assertThat(context.getBean(Accounts.class)
                        .find(DemoAccounts.ALL.getFirst().id()))
                .isEmpty();
    }

    @Test
    void cookiesDemandEncryption() {
        assertThat(visitor().get("/sign-in").response().headers().allValues("Set-Cookie"))
                .isNotEmpty()
                .allMatch(cookie ->
                        cookie.contains("Secure") && cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"));
    }

    @Test
    void mailsGoOutBySmtpAndAreTriedAgain() throws InterruptedException {
        context.getBean(Post.class).mail("ar", "reader@example.org", "deleted", "ليلى");
        var first = mails.received.poll(20, TimeUnit.SECONDS);
        assertThat(first)
                .contains("To: reader@example.org")
                .contains("From: sanad@example.org")
                .contains("text/html");

        mails.refusals.set(1);
        context.getBean(Post.class).mail("en", "later@example.org", "deleted", "Amina");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> context.getBean(JdbcClient.class)
                        .sql("select exists (select from outbox_messages where refusal is not null)")
                        .query(Boolean.class)
                        .single());
        CLOCK.advance(Duration.ofMinutes(10));
        assertThat(mails.received.poll(20, TimeUnit.SECONDS)).contains("To: later@example.org");
    }

    @Test
    void whatIsMissingOrUnsafeIsSaidAtTheStart() {
        assertThatThrownBy(() -> settings("SANAD_SECRET_KEY", ""))
                .hasStackTraceContaining("SANAD_SECRET_KEY must be set");
        assertThatThrownBy(() -> settings("SANAD_CLIENT_SECRET", "short"))
                .hasStackTraceContaining("SANAD_CLIENT_SECRET must be set");
        assertThatThrownBy(() -> settings("SANAD_PUBLIC_URL", "http://sanad.example"))
                .hasStackTraceContaining("must be https");
    }

    private static void settings(String name, String value) {
        var settings = settings();
        settings.put(name, value);
        SanadIdentity.application(settings).run().close();
    }

    private static Map<String, Object> settings() {
        return new HashMap<>(Map.of(
                "SANAD_DB_URL",
                TestDatabase.another("production"),
                "SANAD_DB_OWNER_PASSWORD",
                TestDatabase.PASSWORD,
                "SANAD_DB_IDENTITY_PASSWORD",
                TestDatabase.PASSWORD,
                "SANAD_PUBLIC_URL",
                "https://sanad.example",
                "SANAD_SECRET_KEY",
                Base64.getEncoder().encodeToString(new byte[32]),
                "SANAD_CLIENT_SECRET",
                IdentityTest.CLIENT_SECRET,
                "SANAD_IDENTITY_PORT",
                "0",
                "SANAD_SMTP_HOST",
                "localhost",
                "SANAD_SMTP_PORT",
                mails.port(),
                "SANAD_MAIL_FROM",
                "sanad@example.org"));
    }

    private static Visitor visitor() {
        var port = ((ServletWebServerApplicationContext) context).getWebServer().getPort();
        return new Visitor("http://localhost:" + port + "/identity", "en", "203.0.113.7");
    }
}
