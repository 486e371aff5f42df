package org.sanad.api.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sanad.api.support.Postgres;
import reactor.core.publisher.Mono;

/** Whoever deletes their account at the issuer is forgotten here, whenever here comes to hear of it. */
@Timeout(60)
class DeparturesTest {

    private static String database;
    private static TestIssuer issuer;
    private static Node first;
    private static Node second;

    @BeforeAll
    static void start() {
        database = Postgres.database("sanad_departures");
        issuer = new TestIssuer();
        first = node();
        second = node();
    }

    private static Node node() {
        return new Node(
                database,
                "sanad.public-url=" + SignInTest.ORIGIN,
                "sanad.security.issuer-uri=" + issuer.uri(),
                "sanad.security.departures-every=1h",
                "sanad.security.client-secret=" + TestIssuer.SECRET);
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
        issuer.close();
    }

    @Test
    void forgetsWhoLeftThoughItWasAwayMeanwhile() throws SQLException {
        var staying = signedIn("staying");
        var leaving = signedIn("leaving");
        assertThat(rows()).contains("leaving@mail.test", "staying@mail.test");
        assertThat(sql("select 1 from sessions")).hasSize(2);
        sql("insert into platform_roles (actor_id, role) values ('" + Actor.idOf(issuer.uri(), "leaving")
                + "', 'MODERATOR') returning 1");

        issuer.departed.addAll(List.of("never-here", "leaving"));
        issuer.signOutEverywhere();
        issuer.away = true;
        first.bean(Departures.class).catchUp().block();
        assertThat(rows()).contains("leaving@mail.test");

        issuer.away = false;
        // nodes that hear of it at the same time carry it out once
        Mono.when(
                        first.bean(Departures.class).catchUp(),
                        second.bean(Departures.class).catchUp())
                .block();
        assertThat(rows()).doesNotContain("leaving").contains("staying@mail.test");
        assertThat(sql("select position from departures_done")).containsExactly("2");
        assertThat(sql("select 1 from platform_roles")).isEmpty();
        assertThat(sql("select actor_id from sessions"))
                .containsExactly(Actor.idOf(issuer.uri(), "staying").toString());
        assertThat(leaving.session(second).path("signedIn").asBoolean()).isFalse();
        assertThat(staying.cookies).isNotEmpty();

        // a sign-in that was under way doesn't bring anything back
        signedIn("never-here");
        signedIn("leaving");
        assertThat(rows()).doesNotContain("leaving", "never-here", "never");
    }

    private static Browser signedIn(String subject) {
        issuer.subject = subject;
        var browser = new Browser();
        browser.signIn(first, "/");
        return browser;
    }

    /** What stands in the table of actors. */
    private static String rows() throws SQLException {
        return String.join("\n", sql("select actors::text from actors"));
    }

    private static List<String> sql(String query) throws SQLException {
        try (var admin = DriverManager.getConnection(
                        "jdbc:postgresql://" + database + "?user=postgres&password=postgres&currentSchema=sanad");
                var rows = admin.createStatement().executeQuery(query)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}
