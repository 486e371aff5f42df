package org.sanad.api.support;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.sanad.api.platform.security.Actor;
import org.sanad.api.platform.security.Scope;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.ApplicationContext;
import org.springframework.graphql.test.tester.HttpGraphQlTester;
import org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The API as its clients see it: as a guest, as a person, as a program; and how many SQL statements an answer took. */
@TestComponent
public class Api {

    public static final String ISSUER = "https://issuer.test";

    private final ApplicationContext context;
    private final MeterRegistry meters;

    Api(ApplicationContext context, MeterRegistry meters) {
        this.context = context;
        this.meters = meters;
    }

    /** Asks as a guest. */
    public HttpGraphQlTester guest() {
        return HttpGraphQlTester.create(client());
    }

    /** Asks as the person with this subject, who signed in with two factors. */
    public HttpGraphQlTester person(String subject) {
        return person(subject, List.of("pwd", "otp", "mfa"));
    }

    /** Asks as the person with this subject, whose token says that they signed in by these methods. */
    public HttpGraphQlTester person(String subject, List<String> methods) {
        return HttpGraphQlTester.create(client().mutateWith(SecurityMockServerConfigurers.mockJwt()
                .jwt(token -> token.issuer(ISSUER)
                        .subject(subject)
                        .claim("name", "Name of " + subject)
                        .claim("email", subject + "@mail.test")
                        .claim("email_verified", true)
                        .claim("amr", methods))));
    }

    /** Asks as a partner's program whose token has these scopes. */
    public HttpGraphQlTester partner(String clientId, Scope... scopes) {
        return HttpGraphQlTester.create(client().mutateWith(SecurityMockServerConfigurers.mockJwt()
                .jwt(token -> token.issuer(ISSUER)
                        .subject(clientId)
                        .claim("client_id", clientId)
                        .claim("scope", Arrays.stream(scopes).map(Scope::word).collect(Collectors.joining(" "))))));
    }

    /** The actor's id of the person with this subject. */
    public static UUID actorId(String subject) {
        return Actor.idOf(ISSUER, subject);
    }

    /** A client of the whole server, from filters to handlers, without a socket. */
    public WebTestClient client() {
        return WebTestClient.bindToApplicationContext(context)
                .apply(SecurityMockServerConfigurers.springSecurity())
                .configureClient()
                .baseUrl("/graphql")
                .responseTimeout(Duration.ofSeconds(20))
                .build();
    }

    /** Counts the SQL statements that {@code work} sends as {@code sanad_api}; begin, context and commit are not counted. */
    public long statements(Runnable work) {
        double before = meters.counter("sanad.sql.statements", "role", "api").count();
        work.run();
        return Math.round(meters.counter("sanad.sql.statements", "role", "api").count() - before);
    }

    /** A plain connection as one of the roles, for arranging and for checking what truly stands in the tables. */
    public static Connection as(String role) {
        try {
            return DriverManager.getConnection(
                    "jdbc:postgresql://" + TestDatabase.address() + "?user=" + role + "&password=" + Postgres.PASSWORD);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
