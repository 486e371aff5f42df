package org.sanad.api.donation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sanad.api.platform.graphql.GlobalId;
import org.sanad.api.support.Api;
import org.sanad.api.support.SanadTest;
import org.springframework.graphql.test.tester.GraphQlTester;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Slips of several bodies that come in at once are written in one statement: each stays its officer's own. */
@SanadTest
class CashTogetherTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final Api api;
    private final Scene one = Scene.set();
    private final Scene other = Scene.set();

    CashTogetherTest(Api api) {
        this.api = api;
        one.member(officer(one), "FINANCE");
        other.member(officer(other), "FINANCE");
    }

    @Test
    void eachIsTheOfficersOwn() {
        var answers = atOnce(Flux.range(0, 60).map(i -> {
            var scene = i % 2 == 0 ? one : other;
            // every tenth is for the other body's campaign, every fifteenth repeats a number
            return () -> cash(
                    officer(scene), i % 10 == 0 ? other : scene, i % 15 == 1 ? "S-1" : "S-" + (i + 100), i % 3 == 0);
        }));
        assertThat(answers).filteredOn(List.of("NOT_FOUND")::equals).hasSize(6);
        // 1, 16, 31, 46: the first and the third by one body, the others by the other
        assertThat(answers).filteredOn(List.of("DUPLICATE_SLIP")::equals).hasSize(2);
        assertThat(answers).filteredOn(List::isEmpty).hasSize(52);
        for (var scene : List.of(one, other)) {
            assertThat(Scene.column(
                            "select distinct actor_id from transfers where organization_id = ?", scene.organization))
                    .containsExactly(Api.actorId(officer(scene)));
            assertThat(Scene.column(
                            "select distinct scope from donation_requests r join donations d on d.id = r.result_id where d.organization_id = ?",
                            scene.organization))
                    .containsExactly(Api.actorId(officer(scene)));
        }
        assertThat(Scene.ledgerFaults()).isEmpty();
    }

    @Test
    void aKeyCountsOnceHoweverOftenItComesAtOnce() {
        var key = UUID.randomUUID().toString();
        var answers = atOnce(Flux.range(0, 20).map(i -> () -> codes(ask(officer(one), one, "S-1", key, false))));
        assertThat(answers).allMatch(List::isEmpty);
        assertThat(one.donationCount()).isEqualTo(1);
        assertThat(one.raised()).isEqualTo(10_000);
    }

    @Test
    void whatAnOfficerMayNotKnowOfADonorIsNotTold() {
        ask(officer(one), one, "S-1", UUID.randomUUID().toString(), true)
                .path("recordCashDonation.donation.donor")
                .valueIsNull();
        ask(officer(one), one, "S-2", UUID.randomUUID().toString(), false)
                .path("recordCashDonation.donation.donor.name")
                .entity(String.class)
                .isEqualTo("عبد الله");
    }

    @Test
    void aBodysLockedBooksKeepNobodyElseWaiting() throws Exception {
        assertThat(cash(officer(one), one, "S-1", false)).isEmpty();
        try (var holding = Api.as("sanad_owner");
                var statement = holding.prepareStatement("select from accounts where organization_id = ? for update")) {
            holding.setAutoCommit(false);
            statement.setObject(1, one.organization);
            statement.execute();
            var key = UUID.randomUUID().toString();
            var waiting = Mono.fromCallable(() -> codes(ask(officer(one), one, "S-2", key, false)))
                    // it may be told to come again, if the others take long
                    .onErrorReturn(List.of("BUSY"))
                    .subscribeOn(Schedulers.boundedElastic())
                    .toFuture();
            assertThat(atOnce(Flux.range(0, 10).map(i -> () -> cash(officer(other), other, "S-" + i, false))))
                    .allMatch(List::isEmpty);
            assertThat(one.donationCount()).isEqualTo(1);
            holding.commit();
            waiting.join();
            assertThat(codes(ask(officer(one), one, "S-2", key, false))).isEmpty();
        }
        assertThat(one.donationCount()).isEqualTo(2);
        assertThat(other.donationCount()).isEqualTo(10);
        assertThat(Scene.ledgerFaults()).isEmpty();
    }

    private static String officer(Scene scene) {
        return "finance-" + scene.organization;
    }

    private static List<List<String>> atOnce(Flux<java.util.concurrent.Callable<List<String>>> calls) {
        var answers = calls.flatMap(call -> Mono.fromCallable(call).subscribeOn(Schedulers.boundedElastic()), 20)
                .collectList()
                .block(SOON);
        return java.util.Objects.requireNonNull(answers);
    }

    private List<String> cash(String subject, Scene to, String slip, boolean anonymous) {
        return codes(ask(subject, to, slip, UUID.randomUUID().toString(), anonymous));
    }

    private static List<String> codes(GraphQlTester.Response answer) {
        return answer.path("recordCashDonation.userErrors[*].code")
                .entityList(String.class)
                .get();
    }

    private GraphQlTester.Response ask(String subject, Scene to, String slip, String key, boolean anonymous) {
        var input = new HashMap<String, Object>(Map.of(
                "campaignId",
                GlobalId.encode('C', to.campaign),
                "amount",
                Map.of("amount", "10", "currency", "KWD"),
                "receivedOn",
                "2026-05-01",
                "slipNumber",
                slip,
                "donorName",
                "عبد الله",
                "isAnonymous",
                anonymous,
                "idempotencyKey",
                key));
        // a node that has no connection to spare says so with 503; a client then asks again with the same key
        for (int i = 0; ; i++) {
            try {
                return ask(subject, input);
            } catch (AssertionError busy) {
                if (i == 50 || !String.valueOf(busy.getMessage()).contains("503")) {
                    throw busy;
                }
            }
        }
    }

    private GraphQlTester.Response ask(String subject, Map<String, Object> input) {
        return api.person(subject).document("""
                        mutation($input: RecordCashDonationInput!) { recordCashDonation(input: $input) {
                          donation { id donor { name } } userErrors { code } } }""").variable("input", input).execute();
    }
}
