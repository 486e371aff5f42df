package org.sanad.api.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * One PostgreSQL 18 for a test run: in a container where a Docker engine answers, else the embedded one. Set up with the same roles as
 * production, because half of what is tested is who may do what.
 */
public final class Postgres {

    public static final String PASSWORD = "test";
    private static final List<String> ROLES =
            List.of("sanad_owner", "sanad_api", "sanad_relay", "sanad_job", "sanad_identity");

    private static final String ADDRESS = start();

    private Postgres() {}

    /** Makes a fresh, empty database with the roles, and tells its {@code host:port/name}. */
    public static String database(String name) {
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql://" + ADDRESS + "/postgres?user=postgres&password=postgres");
                var statement = connection.createStatement()) {
            statement.execute("drop database if exists " + name + " with (force)");
            statement.execute("create database " + name + " owner sanad_owner");
            return ADDRESS + "/" + name;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String start() {
        var address = DockerClientFactory.instance().isDockerAvailable() ? contained() : embedded();
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql://" + address + "/postgres?user=postgres&password=postgres");
                var statement = connection.createStatement();
                var roles = Objects.requireNonNull(Postgres.class.getResourceAsStream("/db/roles.sql"))) {
            statement.execute(new String(roles.readAllBytes(), StandardCharsets.UTF_8));
            for (var role : ROLES) {
                statement.execute("alter role " + role + " password '" + PASSWORD + "'");
            }
            return address;
        } catch (SQLException | IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @SuppressWarnings("resource") // stopped with the JVM
    private static String contained() {
        var container =
                new PostgreSQLContainer("postgres:18").withUsername("postgres").withPassword("postgres");
        container.start();
        return container.getHost() + ":" + container.getMappedPort(5432);
    }

    private static String embedded() {
        try {
            var server = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "200")
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    server.close();
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            }));
            return "localhost:" + server.getPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
