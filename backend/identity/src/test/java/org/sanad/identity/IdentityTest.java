package org.sanad.identity;

import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.sanad.identity.account.Account;
import org.sanad.identity.account.Accounts;
import org.sanad.identity.account.SecondFactors;
import org.sanad.identity.crypto.Passwords;
import org.sanad.identity.oauth.Clients;
import org.sanad.identity.signin.SignIns;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Starts the issuer once, as it runs, on a real PostgreSQL; what the tests of it stand on. */
abstract class IdentityTest {

    static final String PUBLIC_URL = "http://localhost:18080";
    static final String CLIENT_SECRET = "a-client-secret-of-more-than-32-characters";
    static final String PASSWORD = "olive-branch-and-lantern";
    static final MovableClock CLOCK = new MovableClock();

    private static ConfigurableApplicationContext context;

    /** Gives the application a clock that tests move. */
    static class Movable {
        @Bean
        @Primary
        MovableClock movableClock() {
            return CLOCK;
        }
    }

    @BeforeAll
    static synchronized void start() {
        if (context == null) {
            context = node();
        }
    }

    /** One more node on the same database. */
    static ConfigurableApplicationContext node() {
        return SanadIdentity.application(Map.of(
                        "SANAD_DB_URL",
                        TestDatabase.address(),
                        "SANAD_DB_OWNER_PASSWORD",
                        TestDatabase.PASSWORD,
                        "SANAD_DB_IDENTITY_PASSWORD",
                        TestDatabase.PASSWORD,
                        "SANAD_PUBLIC_URL",
                        PUBLIC_URL,
                        "SANAD_EMBEDDED",
                        "true",
                        "SANAD_SECRET_KEY",
                        Base64.getEncoder().encodeToString(new byte[32]),
                        "SANAD_CLIENT_SECRET",
                        CLIENT_SECRET,
                        "SANAD_IDENTITY_PORT",
                        "0"))
                .sources(Movable.class)
                .run();
    }

    static <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    static JdbcClient sql() {
        return bean(JdbcClient.class);
    }

    static String base() {
        return base(context);
    }

    static String base(ConfigurableApplicationContext node) {
        var port = ((ServletWebServerApplicationContext) node).getWebServer().getPort();
        return "http://localhost:" + port + "/identity";
    }

    /** A browser at an address of its own, so that tests don't spend each other's allowances. */
    static Visitor visitor(String language) {
        var random = ThreadLocalRandom.current();
        return new Visitor(base(), language, "198.51." + random.nextInt(256) + "." + random.nextInt(256));
    }

    static String newEmail() {
        return "p" + UUID.randomUUID().toString().replace("-", "") + "@example.org";
    }

    /** Opens an account as if its e-mail had been confirmed. */
    static Account account(String name, boolean staff) {
        return bean(Accounts.class)
                .open(
                        UUID.randomUUID(),
                        name,
                        newEmail(),
                        null,
                        bean(Passwords.class).hash(PASSWORD),
                        "en",
                        staff)
                .orElseThrow();
    }

    static SecondFactors factors() {
        return bean(SecondFactors.class);
    }

    static SignIns signIns() {
        return bean(SignIns.class);
    }

    static Clients clients() {
        return bean(Clients.class);
    }

    /** The body of the newest message to somebody. */
    static String message(String recipient) {
        return sql().sql(
                        "select body from outbox_messages where recipient = :r order by created_at desc, id desc limit 1")
                .param("r", recipient)
                .query(String.class)
                .single();
    }

    static int messages(String recipient) {
        return sql().sql("select count(*) from outbox_messages where recipient = :r")
                .param("r", recipient)
                .query(Integer.class)
                .single();
    }

    static String codeIn(String message) {
        var found = Pattern.compile("\\b[0-9]{6}\\b").matcher(message);
        if (!found.find()) {
            throw new AssertionError("no code in: " + message);
        }
        return found.group();
    }

    static String linkIn(String message) {
        var found = Pattern.compile(PUBLIC_URL + "/identity(\\S+)").matcher(message);
        if (!found.find()) {
            throw new AssertionError("no link in: " + message);
        }
        return found.group(1);
    }
}
