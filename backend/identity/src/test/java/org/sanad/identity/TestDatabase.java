package org.sanad.identity;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** The one PostgreSQL of a test run, with the roles that an installation has. */
final class TestDatabase {

    static final String PASSWORD = "test-password";

    private static final EmbeddedPostgres SERVER = start();

    private TestDatabase() {}

    /** {@code host:port/database}, as SANAD_DB_URL is written. */
    static String address() {
        return "localhost:" + SERVER.getPort() + "/sanad";
    }

    /** One more database on the same server, made when it is first asked for. */
    static synchronized String another(String name) {
        try (var connection = SERVER.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            if (!statement
                    .executeQuery("select from pg_database where datname = '" + name + "'")
                    .next()) {
                statement.execute("create database " + name + " owner sanad_owner");
            }
            return "localhost:" + SERVER.getPort() + "/" + name;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EmbeddedPostgres start() {
        try {
            var server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("max_connections", "60")
                    .start();
            try (var connection = server.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute(Files.readString(Path.of("../api/src/main/resources/db/roles.sql")));
                for (var role : List.of("sanad_owner", "sanad_api", "sanad_job", "sanad_identity")) {
                    statement.execute("alter role " + role + " password '" + PASSWORD + "'");
                }
                statement.execute("create database sanad owner sanad_owner");
            }
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
