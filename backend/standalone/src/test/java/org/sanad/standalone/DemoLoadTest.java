package org.sanad.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanad.standalone.demo.DemoFeed;
import tools.jackson.databind.JsonNode;

/** The demo comes through the real use cases into a real database: whole, balanced, and once only. */
class DemoLoadTest {

    private static final int GIFTS = 2_500;
    private static final String ISSUER = "http://localhost/identity";

    @TempDir
    Path directory;

    private final List<String> said = Collections.synchronizedList(new ArrayList<>());

    @Test
    void loadsWholeBalancedAndOnceOnly() throws Exception {
        Home home = new Home(directory);
        Map<String, String> environment = Map.of("PORT", Integer.toString(Ports.free()), "DEMO", "off");
        try (Running running = Running.start(home, environment, new Progress(System.out))) {
            // stopped on its way, it goes on from there
            DemoFeed broken = feed(running, 1);
            broken.close();
            assertThat(broken.await()).isFalse();
            assertThat(Files.readAllLines(memory()).get(1)).isEqualTo("0");
            try (DemoFeed feed = feed(running, 1)) {
                assertThat(feed.await()).as("%s", said).isTrue();
            }
            assertThat(said).anyMatch(line -> line.contains("2,500 of 2,500 gifts"));
            assertThat(count("select count(*) from sanad.organizations where is_demo"))
                    .isEqualTo(150);
            assertThat(count("select count(*) from sanad.campaigns where is_demo and status <> 'DRAFT'"))
                    .isEqualTo(900);
            assertThat(count("select count(*) from sanad.initiatives where is_demo"))
                    .isEqualTo(3);
            assertThat(count("select count(*) from sanad.donations where state = 'SUCCEEDED'"))
                    .isEqualTo(GIFTS - 3);
            assertThat(count("select count(*) from sanad.receipts")).isEqualTo(GIFTS);
            assertThat(count("select count(*) from sanad.images where state = 'SHOWN'"))
                    .isEqualTo(64);
            assertThat(count("select count(*) from sanad.campaigns where is_demo and status = 'DRAFT'"))
                    .isEqualTo(6);
            assertThat(count("select count(*) from sanad.images where state = 'AWAITING'"))
                    .isEqualTo(1);
            assertThat(count("select count(*) from sanad.donations where dedication_state = 'AWAITING_MODERATION'"))
                    .isEqualTo(3);
            assertThat(count("select count(*) from sanad.donations where state = 'REFUNDED'"))
                    .isEqualTo(3);
            assertThat(count("select count(distinct role) from sanad.platform_roles"))
                    .isEqualTo(3);
            assertThat(count("select count(*) from sanad.donations where donor_actor_id is not null"))
                    .isPositive();
            assertThat(count("select count(*) from sanad.campaign_totals where donation_count = 0"))
                    .isPositive();
            assertBalanced();

            var before = fingerprint();
            Files.delete(memory());
            try (DemoFeed again = feed(running, 1)) {
                assertThat(again.await()).isTrue();
            }
            assertThat(fingerprint()).isEqualTo(before);

            paysAGiftBackAndBalances(new Office(running.api(), ISSUER, "finance"));
            assertBalanced();

            try (DemoFeed more = feed(running, 2)) {
                assertThat(more.await()).isTrue();
            }
            assertThat(count("select count(*) from sanad.donations")).isEqualTo(2 * GIFTS);
            assertBalanced();
            assertThat(Files.readAllLines(memory()).get(1)).isEqualTo("2");
        }
    }

    /** The demo's gifts were paid at the sandbox gateway: it can pay them back, and its files hold every one. */
    private void paysAGiftBackAndBalances(Office finance) throws Exception {
        JsonNode body = finance.ask(
                        "{ organizationBySlug(slug: \"mehr-zagros\") { id gifts(first: 100) { nodes { id state viewerCanRefund settledAt } pageInfo { hasNextPage } } } }",
                        Map.of())
                .get("organizationBySlug");
        String organization = body.get("id").asString();
        JsonNode gifts = body.get("gifts").get("nodes");
        assertThat(body.get("gifts").get("pageInfo").get("hasNextPage").asBoolean())
                .isFalse();
        JsonNode gift = gifts.valueStream()
                .filter(each -> each.get("viewerCanRefund").asBoolean())
                .findFirst()
                .orElseThrow();
        JsonNode refunded = finance.ask(
                        "mutation($input: RefundDonationInput!) { refundDonation(input: $input) { donation { state receipt { state } } userErrors { code } } }",
                        Map.of(
                                "input",
                                Map.of(
                                        "donationId",
                                        gift.get("id").asString(),
                                        "reason",
                                        "DONOR_REQUEST",
                                        "idempotencyKey",
                                        "refund-of-a-demo-gift")))
                .get("refundDonation");
        assertThat(refunded.get("userErrors")).isEmpty();
        assertThat(refunded.get("donation").get("state").asString()).isEqualTo("REFUNDED");
        assertThat(refunded.get("donation").get("receipt").get("state").asString())
                .isEqualTo("VOIDED");

        // every day on which money moved, in one file
        var days = new TreeSet<String>(Set.of(LocalDate.now(ZoneOffset.UTC).toString()));
        gifts.forEach(each -> days.add(each.get("settledAt").asString().substring(0, 10)));
        var file = new StringBuilder("payment_reference,order,type,amount,currency,occurred_at\r\n");
        for (String day : days) {
            String url = finance.ask(
                            "query($id: ID!, $day: Date!) { node(id: $id) { ... on Organization { settlementFileUrl(day: $day) } } }",
                            Map.of("id", organization, "day", day))
                    .get("node")
                    .get("settlementFileUrl")
                    .asString();
            Office.download(url)
                    .lines()
                    .skip(1)
                    .forEach(line -> file.append(line).append("\r\n"));
        }
        JsonNode compared = finance.ask(
                        "mutation($input: ReconcileInput!) { reconcile(input: $input) { reconciliation { matched missingHere missingThere different } userErrors { code message } } }",
                        Map.of(
                                "input",
                                Map.of(
                                        "organizationId",
                                        organization,
                                        "uploadId",
                                        finance.upload(
                                                organization,
                                                "SETTLEMENT_FILE",
                                                "settlement.csv",
                                                "text/csv",
                                                file.toString().getBytes(StandardCharsets.UTF_8)))))
                .get("reconcile")
                .get("reconciliation");
        assertThat(compared.get("missingHere").asInt()).isZero();
        assertThat(compared.get("missingThere").asInt()).isZero();
        assertThat(compared.get("different").asInt()).isZero();
        assertThat(compared.get("matched").asInt()).isEqualTo(gifts.size()).isPositive();
    }

    private DemoFeed feed(Running running, int rounds) {
        return DemoFeed.start(running.api(), ISSUER, memory(), rounds, GIFTS, said::add);
    }

    private Path memory() {
        return directory.resolve("demo");
    }

    private void assertBalanced() throws Exception {
        assertThat(
                        count(
                                "select count(*) from (select currency from sanad.postings group by 1 having sum(amount) <> 0) p"))
                .isZero();
        assertThat(count("""
                select count(*) from sanad.campaign_totals t where raised <> coalesce((
                  select sum(p.amount) from sanad.postings p join sanad.accounts a on a.id = p.account_id
                  join sanad.transfers f on f.id = p.transfer_id
                  where a.kind = 'FUND' and a.campaign_id = t.campaign_id and f.kind in ('GIFT', 'REFUND', 'REFUND_REVERSED')), 0)
                """)).isZero();
        // what was paid out had come in, with the same intention
        assertThat(count("select count(*) from sanad.transfers where kind = 'DISBURSEMENT'"))
                .isPositive();
        assertThat(count("select count(*) from sanad.transfers where kind = 'GRANT'"))
                .isZero();
        assertThat(count("select count(*) from sanad.accounts where kind = 'FUND' and balance < 0"))
                .isZero();
    }

    private List<Long> fingerprint() throws Exception {
        return List.of(
                count("select count(*) from sanad.donations"),
                count("select count(*) from sanad.postings"),
                count("select count(*) from sanad.receipts"),
                count("select sum(raised) from sanad.campaign_totals"),
                count("select sum(version) from sanad.campaigns"),
                count("select count(*) from sanad.campaign_updates"),
                count("select count(*) from sanad.organization_changes"),
                count("select count(*) from sanad.memberships"),
                count("select count(*) from sanad.images"));
    }

    private long count(String sql) throws Exception {
        int port = Running.runningDatabase(new Home(directory));
        try (Connection connection = connect(port);
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private Connection connect(int port) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + DatabaseRoles.DATABASE,
                "postgres",
                Secrets.in(new Home(directory)).get(Secrets.SUPERUSER));
    }
}
