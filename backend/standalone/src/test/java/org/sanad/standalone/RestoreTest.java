package org.sanad.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanad.api.campaign.Intention;
import org.sanad.api.donation.SettledDonation;
import org.sanad.api.donation.SettledDonations;
import org.sanad.api.platform.money.Money;
import org.sanad.api.platform.text.Locale;

/** What was given is there after everything was lost but a backup: gifts, receipts that verify, and the keys that tokens are signed with. */
class RestoreTest {

    private static final int GIFTS = 25;

    @TempDir(cleanup = org.junit.jupiter.api.io.CleanupMode.ON_SUCCESS)
    Path directory;

    private final String origin;
    private final Map<String, String> environment;

    RestoreTest() {
        int port = Ports.free();
        this.origin = "http://localhost:" + port;
        this.environment = Map.of("PORT", Integer.toString(port), "DEMO", "off");
    }

    @Test
    void bringsBackGiftsReceiptsAndKeys() throws Exception {
        Home home = new Home(directory.resolve("home"));
        Path file = directory.resolve("backup.tar.gz");
        UUID campaign = UUID.randomUUID();
        List<String> before;
        String keys;
        try (Running running = Running.start(home, environment, new Progress(System.out))) {
            KilledDuringGiftsTest.write(home, campaign);
            give(running, campaign, "before", GIFTS);
            before = rows(home);
            keys = get("/identity/oauth2/jwks");
            assertThat(before).hasSize(GIFTS + 1);
            assertThat(keys).contains("\"kid\"");
            Backup.write(home, Running.runningDatabase(home), Secrets.in(home).get(Secrets.SUPERUSER), file);
            give(running, campaign, "after", 1);
        }

        Directories.delete(home.directory());
        Backup.restore(home.create(), file, Instant.now());

        try (Running running = Running.start(home, environment, new Progress(System.out))) {
            assertThat(rows(home)).isEqualTo(before);
            assertThat(get("/identity/oauth2/jwks")).isEqualTo(keys);
            String code = before.getFirst().split(" ", 2)[0];
            assertThat(verified(code)).contains("\"state\":\"VALID\"", "\"amount\":\"5.000\"");
            // and it goes on: the next receipt has the next number
            give(running, campaign, "later", 1);
            assertThat(rows(home)).hasSize(GIFTS + 2).anyMatch(row -> row.endsWith(" " + (GIFTS + 1)));
        }
    }

    private static void give(Running running, UUID campaign, String prefix, int count) {
        var gifts = IntStream.range(0, count)
                .mapToObj(i -> new SettledDonation(
                        prefix + ":" + i,
                        campaign,
                        new Money(5_000, "KWD"),
                        Intention.GENERAL,
                        null,
                        Instant.parse("2026-03-01T00:00:00Z").plusSeconds(i),
                        null,
                        null,
                        null,
                        null,
                        null,
                        Locale.AR,
                        true))
                .toList();
        assertThat(running.api()
                        .getBean(SettledDonations.class)
                        .recordSettledDonations(gifts)
                        .block())
                .isEqualTo(new SettledDonations.Recording.Recorded(count, 0));
    }

    /** Each receipt with its code and gift, in order; then what the campaign raised by its postings. */
    private static List<String> rows(Home home) throws Exception {
        var rows = new ArrayList<String>();
        try (Connection connection = Postgres.connect(
                        Running.runningDatabase(home),
                        Secrets.in(home).get(Secrets.SUPERUSER),
                        DatabaseRoles.DATABASE);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select r.code || ' ' || d.id || ' ' || r.serial from sanad.receipts r join sanad.donations d on d.id = r.donation_id
                        union all select 'raised ' || raised from sanad.campaign_totals
                        order by 1""")) {
            while (row.next()) {
                rows.add(row.getString(1));
            }
        }
        return rows;
    }

    private String verified(String code) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(origin + "/graphql"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"query\":\"{ verifyReceipt(code: \\\"" + code + "\\\") { state amount { amount } } }\"}")));
    }

    private String get(String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(origin + path)));
    }

    private static String send(HttpRequest.Builder request) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
