package org.sanad.api.platform.db;

import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import java.net.URI;
import java.time.Duration;
import org.sanad.api.platform.Settings;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Primary;

/** Opens a pool for each role. The limits bind from the inside out: statement 2 s, reactive chain 2.5 s, request 3 s. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Settings.class)
class Databases {

    static final String STATEMENTS = "sanad.sql.statements";
    static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(2);
    static final Duration PATIENCE = Duration.ofMillis(2500);
    static final Duration ACQUIRE = Duration.ofMillis(500);

    /** Requests. */
    @Bean
    @Primary
    Database database(ConnectionPool apiPool, MeterRegistry meters) {
        return new Database(apiPool, PATIENCE, meters.counter(STATEMENTS, "role", "api"));
    }

    /** Work of the system itself: settling payments, imports, reminders. Inject it by the name {@code jobDatabase}. */
    @Bean
    Database jobDatabase(@Qualifier("jobPool") ConnectionPool jobPool, MeterRegistry meters) {
        return new Database(jobPool, Duration.ofMinutes(30), meters.counter(STATEMENTS, "role", "job"));
    }

    @Bean(destroyMethod = "dispose")
    @Primary
    @DependsOn("flywayInitializer")
    ConnectionPool apiPool(Settings settings) {
        var database = settings.database();
        return pool(settings, "sanad_api", database.apiPassword(), database.poolSize(), STATEMENT_TIMEOUT);
    }

    @Bean(destroyMethod = "dispose")
    @DependsOn("flywayInitializer")
    ConnectionPool jobPool(Settings settings) {
        return pool(settings, "sanad_job", settings.database().jobPassword(), 6, Duration.ofMinutes(10));
    }

    /** Connections that stay open for listening and for the relay; not pooled. */
    @Bean
    @DependsOn("flywayInitializer")
    PostgresqlConnectionFactory relayConnections(Settings settings) {
        return connections(settings, "sanad_relay", settings.database().relayPassword(), Duration.ofSeconds(30));
    }

    private static ConnectionPool pool(
            Settings settings, String role, String password, int size, Duration statementTimeout) {
        return new ConnectionPool(
                ConnectionPoolConfiguration.builder(connections(settings, role, password, statementTimeout))
                        .name(role)
                        .initialSize(0)
                        .maxSize(size)
                        .maxIdleTime(Duration.ofMinutes(10))
                        .maxAcquireTime(role.equals("sanad_api") ? ACQUIRE : Duration.ofSeconds(30))
                        .acquireRetry(0)
                        .build());
    }

    private static PostgresqlConnectionFactory connections(
            Settings settings, String role, String password, Duration statementTimeout) {
        var address = URI.create("postgresql://" + settings.database().address());
        return new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                .host(address.getHost())
                .port(address.getPort() < 0 ? 5432 : address.getPort())
                .database(address.getPath().substring(1))
                .username(role)
                .password(password)
                .applicationName(role)
                .connectTimeout(Duration.ofSeconds(5))
                .statementTimeout(statementTimeout)
                .tcpKeepAlive(true)
                .tcpNoDelay(true)
                .build());
    }
}
