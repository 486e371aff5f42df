package org.sanad.api.platform.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sanad.api.support.Api;
import org.sanad.api.support.SanadTest;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A browser that goes on to another page drops what it asked for: nothing is wrong then, and nobody is to be woken by it. */
@SanadTest
@Timeout(30)
class CancelledRequestTest {

    private final BlockingQueue<ILoggingEvent> said = new LinkedBlockingQueue<>();
    private final AppenderBase<ILoggingEvent> listening = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            said.add(event);
        }
    };
    private final Logger failures = (Logger) LoggerFactory.getLogger(PlannedExecution.class);

    private final Logger access = (Logger) LoggerFactory.getLogger("org.sanad.access");

    @LocalServerPort
    private int port;

    @BeforeEach
    void listen() {
        listening.start();
        failures.setLevel(Level.DEBUG);
        failures.addAppender(listening);
        access.addAppender(listening);
    }

    @AfterEach
    void stopListening() {
        failures.detachAppender(listening);
        access.detachAppender(listening);
        failures.setLevel(null);
    }

    @Test
    void isNoFault() throws Exception {
        try (var lock = Api.as("sanad_owner");
                var statement = lock.createStatement();
                var watch = Api.as("sanad_owner")) {
            lock.setAutoCommit(false);
            statement.execute("lock table sanad.campaign_cards in access exclusive mode");
            try (var browser = new Socket("localhost", port)) {
                var body = "{\"query\":\"{ campaigns { nodes { slug } } }\"}";
                browser.getOutputStream()
                        .write(
                                ("POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                                                + body.length() + "\r\n\r\n" + body)
                                        .getBytes(StandardCharsets.US_ASCII));
                awaitBlocked(watch);
            }
            awaitOver();
            lock.rollback();
        }
        assertThat(said.poll(10, TimeUnit.SECONDS)).satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.DEBUG);
            assertThat(event.getThrowableProxy()).isNull();
            assertThat(event.getFormattedMessage()).startsWith("Nobody waits");
        });
        assertThat(said).isEmpty();
    }

    /** The server has noticed that the browser is gone. */
    private void awaitOver() throws InterruptedException {
        assertThat(said.poll(10, TimeUnit.SECONDS))
                .satisfies(event -> assertThat(event.getFormattedMessage()).startsWith("POST /graphql"));
    }

    private static void awaitBlocked(Connection watch) throws SQLException {
        boolean blocked = false;
        while (!blocked) {
            try (var statement = watch.createStatement();
                    var row = statement.executeQuery(
                            "select exists (select from pg_locks where relation = 'sanad.campaign_cards'::regclass and not granted)")) {
                row.next();
                blocked = row.getBoolean(1);
            }
        }
    }
}
