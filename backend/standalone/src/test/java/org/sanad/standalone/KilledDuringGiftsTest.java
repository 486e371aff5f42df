package org.sanad.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of PostgreSQL and of the JVM while gifts come in: every acknowledged gift is there afterwards, and the ledger balances. */
class KilledDuringGiftsTest {

    private static final String LEDGER_FAULTS = """
            select 'transfer ' || transfer_id from sanad.postings group by transfer_id having sum(amount) <> 0
            union all
            select 'account ' || a.id from sanad.accounts a left join sanad.postings p on p.account_id = a.id
              group by a.id having a.balance <> coalesce(sum(p.amount), 0)
            union all
            select 'raised ' || t.campaign_id from sanad.campaign_totals t
              left join sanad.accounts a on a.campaign_id = t.campaign_id and a.currency = t.currency
              left join sanad.postings p on p.account_id = a.id
              group by t.campaign_id having t.raised <> coalesce(sum(p.amount), 0)
            union all
            select 'count ' || t.campaign_id from sanad.campaign_totals t
              where t.donation_count <> (select count(*) from sanad.donations d where d.campaign_id = t.campaign_id and d.state = 'SUCCEEDED')
            union all
            select 'receipts ' || organization_id from sanad.receipts group by organization_id, year
              having count(*) <> max(serial) or min(serial) <> 1""";

    @TempDir
    Path directory;

    @Test
    void keepsEveryAcknowledgedGift() throws Exception {
        Home home = new Home(directory);
        Map<String, String> environment = Map.of("PORT", Integer.toString(Ports.free()));
        UUID campaign = UUID.randomUUID();
        try (Spawned sanad = Spawned.start(directory, environment).awaitReady()) {
            assertThat(sanad.output()).contains("Sanad is ready");
            write(home, campaign);
        }
        Set<String> acknowledged = new TreeSet<>();
        for (String life : List.of("first", "second")) {
            try (Spawned giving = Spawned.start(Giving.class, directory, environment, campaign.toString(), life)) {
                giving.awaitLines("acknowledged ", 100);
                ProcessHandle server = Postgres.postmaster(home);
                assertThat(server).isNotNull();
                server.destroyForcibly();
                giving.awaitLines("PostgreSQL has recovered", 1);
                giving.awaitLines("acknowledged ", giving.lines("acknowledged ").size() + 100);
                giving.kill();
                giving.lines("acknowledged ")
                        .forEach(line -> acknowledged.add(line.substring("acknowledged ".length())));
            }
        }
        assertThat(acknowledged).hasSizeGreaterThan(400);

        List<String> news = new ArrayList<>();
        try (Postgres postgres = Postgres.start(home.create(), Secrets.in(home), news::add);
                Connection connection = postgres.connect(DatabaseRoles.DATABASE);
                Statement statement = connection.createStatement()) {
            assertThat(column(statement, "select origin from sanad.donations where state = 'SUCCEEDED'"))
                    .containsAll(acknowledged);
            assertThat(column(statement, LEDGER_FAULTS)).isEmpty();
        }
        assertThat(news)
                .as("the server that the killed JVM left behind")
                .anyMatch(line -> line.contains("was left running"));
    }

    /** Writes down a body with a campaign that takes gifts. */
    static void write(Home home, UUID campaign) throws Exception {
        UUID organization = UUID.randomUUID();
        try (Connection connection = Postgres.connect(
                        Running.runningDatabase(home),
                        Secrets.in(home).get(Secrets.SUPERUSER),
                        DatabaseRoles.DATABASE);
                Statement statement = connection.createStatement()) {
            statement.execute("set search_path = sanad");
            statement.execute("""
                    insert into organizations (id, slug, kind, jurisdiction, name)
                    values ('%s', 'body-1', 'CHARITY', 'KW', '{"ar": "جمعية الاختبار", "origin": "ar"}')""".formatted(organization));
            statement.execute("""
                    insert into campaigns (id, slug, organization_id, jurisdiction, status, purpose, title, summary, story, sector, currency, goal,
                      starts_on, minimum_gift, maximum_gift, intentions, refund_policy, published_at)
                    values ('%s', 'campaign-1', '%s', 'KW', 'ACTIVE', 'PROJECT', '{"ar": "حملة", "origin": "ar"}', '{"ar": "حملة", "origin": "ar"}',
                      '{"ar": "حملة", "origin": "ar"}', 'WATER', 'KWD', 1000000, '2026-01-01', 1000, 5000000, '{GENERAL}',
                      '{"ar": "تُردّ التبرعات عند الطلب", "origin": "ar"}', now())""".formatted(campaign, organization));
        }
    }

    private static List<String> column(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            List<String> column = new ArrayList<>();
            while (rows.next()) {
                column.add(rows.getString(1));
            }
            return column;
        }
    }
}
