package org.sanad.api.donation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sanad.api.platform.graphql.GlobalId;
import org.sanad.api.support.Api;
import org.sanad.api.support.SanadTest;
import org.springframework.context.ApplicationContext;

/** A manager changes a campaign at the very moment at which a gift is posted: whoever holds the totals' row first is right. */
@SanadTest
class GoalRaceTest {

    private final Api api;
    private final Scene scene = Scene.set();
    private final Giver giver;
    private final String manager = "manager-" + scene.organization;
    private final ExecutorService other = Executors.newSingleThreadExecutor();

    GoalRaceTest(Api api, ApplicationContext context) {
        this.api = api;
        this.giver = new Giver(api, scene, context);
    }

    @BeforeEach
    void manager() {
        scene.member(manager, "CAMPAIGN_MANAGER");
    }

    @AfterEach
    void rest() {
        other.shutdownNow();
    }

    @Test
    void aGiftThatWasFirstLocksTheGoal() throws Exception {
        var gift = giver.begin(Map.of());
        try (var posting = Api.as("sanad_job")) {
            posting.setAutoCommit(false);
            try (var statement = posting.prepareStatement(
                    "select outcome from sanad.settle_donations(array[?::uuid], array['ABCDEFGHJK'], now())")) {
                statement.setObject(1, gift.id());
                statement.execute();
            }
            // it has not seen the gift, and has to wait for it
            var change = CompletableFuture.supplyAsync(
                    () -> update(Map.of("goal", Map.of("amount", "2000", "currency", "KWD"))), other);
            awaitWaitingFor(posting);
            posting.commit();
            assertThat(change.get(20, TimeUnit.SECONDS)).containsExactly("LOCKED_BY_GIFTS");
        }
        assertThat(goal()).isEqualTo(1_000_000);
        assertThat(scene.raised()).isEqualTo(12_500);
        assertThat(Scene.ledgerFaults()).isEmpty();
        // anything else may still be changed
        assertThat(update(Map.of("endsOn", "2035-01-01"))).isEmpty();
    }

    @Test
    void aChangeThatWasFirstStandsAndTheGiftCountsTowardsTheNewGoal() throws Exception {
        var gift = giver.begin(Map.of());
        try (var changing = Api.as("sanad_owner")) {
            changing.setAutoCommit(false);
            try (var statement = changing.prepareStatement("update sanad.campaigns set goal = 25000 where id = ?")) {
                statement.setObject(1, scene.campaign);
                assertThat(statement.executeUpdate()).isEqualTo(1);
            }
            var payment = CompletableFuture.runAsync(() -> giver.pay(gift), other);
            awaitWaitingFor(changing);
            changing.commit();
            payment.get(20, TimeUnit.SECONDS);
        }
        assertThat(scene.raised()).isEqualTo(12_500);
        api.guest()
                .document(
                        "query($id: ID!) { node(id: $id) { ... on Campaign { goal { amount } raised { amount } progress } } }")
                .variable("id", GlobalId.encode('C', scene.campaign))
                .execute()
                .path("node.goal.amount")
                .entity(String.class)
                .isEqualTo("25.000")
                .path("node.progress")
                .entity(Integer.class)
                .isEqualTo(50);
        assertThat(update(Map.of("goal", Map.of("amount", "2000", "currency", "KWD"))))
                .containsExactly("LOCKED_BY_GIFTS");
        assertThat(Scene.ledgerFaults()).isEmpty();
    }

    @Test
    void aPaymentUnderWayIsHonouredWhateverBecomesOfTheDates() {
        var gift = giver.begin(Map.of());
        assertThat(update(Map.of("startsOn", "2034-12-01", "endsOn", "2034-12-31")))
                .isEmpty();

        giver.pay(gift);

        assertThat(Scene.column("select state from donations where id = ?", gift.id()))
                .containsExactly("SUCCEEDED");
        assertThat(scene.raised()).isEqualTo(12_500);
        api.guest()
                .document(
                        "mutation($input: DonateInput!) { donate(input: $input) { donation { id } userErrors { code } } }")
                .variable(
                        "input",
                        Map.of(
                                "campaignId",
                                GlobalId.encode('C', scene.campaign),
                                "amount",
                                Map.of("amount", "5", "currency", "KWD"),
                                "email",
                                "late@mail.test",
                                "idempotencyKey",
                                UUID.randomUUID().toString()))
                .execute()
                .path("donate.userErrors[*].code")
                .entityList(String.class)
                .containsExactly("CAMPAIGN_NOT_STARTED");
        assertThat(Scene.ledgerFaults()).isEmpty();
    }

    private List<String> update(Map<String, Object> fields) {
        int version = (int) Scene.number("select version from campaigns where id = ?", scene.campaign);
        return api.person(manager)
                .document("""
                        mutation ($id: ID!, $version: Int!, $fields: CampaignFieldsInput!) {
                          updateCampaign(input: {campaignId: $id, version: $version, fields: $fields}) { userErrors { code } } }""")
                .variable("id", GlobalId.encode('C', scene.campaign))
                .variable("version", version)
                .variable("fields", fields)
                .execute()
                .path("updateCampaign.userErrors[*].code")
                .entityList(String.class)
                .get();
    }

    private long goal() {
        return Scene.number("select goal from campaigns where id = ?", scene.campaign);
    }

    /** Returns once somebody waits for a lock that the connection holds. */
    private static void awaitWaitingFor(Connection holder) throws SQLException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        long pid;
        try (var statement = holder.createStatement();
                var row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            pid = row.getLong(1);
        }
        while (Scene.number("select count(*) from pg_stat_activity where ? = any (pg_blocking_pids(pid))", pid) == 0) {
            assertThat(System.nanoTime()).as("nobody waits").isLessThan(end);
        }
    }
}
