package org.sanad.api.donation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sanad.api.donation.gateway.GatewayHand;
import org.sanad.api.platform.graphql.GlobalId;
import org.sanad.api.support.Api;
import org.sanad.api.support.SanadTest;
import org.springframework.context.ApplicationContext;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@SanadTest
class DonateTest {

    private static final String DONATE = """
            mutation Give($input: DonateInput!) {
              donate(input: $input) {
                donation { id state reference amount { amount currency } isAnonymous }
                checkoutUrl secret userErrors { code path limit { amount } }
              }
            }""";

    private final Api api;
    private final Settlements settlements;
    private final GatewayHand gateway;
    private final Scene scene = Scene.set();

    DonateTest(Api api, Settlements settlements, ApplicationContext context) {
        this.api = api;
        this.settlements = settlements;
        this.gateway = new GatewayHand(context);
    }

    @Test
    void beginsAGiftAndPostsItOnceTheNoticeArrives() {
        var begun = give(api.guest(), Map.of());
        var secret = begun.path("donate.secret").entity(String.class).get();
        var url = begun.path("donate.checkoutUrl").entity(String.class).get();
        assertThat(secret).hasSize(22);
        assertThat(url).contains("127.0.0.1").contains("/sandbox-gateway/pay/");
        assertThat(scene.raised()).isZero();

        gateway.end(url, "APPROVE");

        assertThat(scene.raised()).isEqualTo(12_500);
        api.guest()
                .document("""
                        query($secret: String!) { myDonation(secret: $secret) {
                          state settledAt donor { email } intention campaign { slug }
                          receipt { number verificationCode amountInWords(locale: AR) state organization { slug } campaign { slug } } } }""")
                .variable("secret", secret)
                .execute()
                .path("myDonation.state")
                .entity(String.class)
                .isEqualTo("SUCCEEDED")
                .path("myDonation.donor.email")
                .entity(String.class)
                .isEqualTo("donor@mail.test")
                .path("myDonation.receipt.number")
                .entity(String.class)
                .satisfies(number -> assertThat(number).matches("R-\\d{4}-000001"))
                .path("myDonation.receipt.amountInWords")
                .entity(String.class)
                .isEqualTo("اثنا عشر دينارًا كويتيًا وخمسمئة فلس")
                .path("myDonation.receipt.verificationCode")
                .entity(String.class)
                .satisfies(code -> api.guest()
                        .document(
                                "query($code: String!) { verifyReceipt(code: $code) { state amount { amount } organization { slug } } }")
                        .variable(
                                "code",
                                code.toLowerCase(java.util.Locale.ROOT).substring(0, 5) + "-" + code.substring(5))
                        .execute()
                        .path("verifyReceipt.amount.amount")
                        .entity(String.class)
                        .isEqualTo("12.500"));
        assertThat(Scene.ledgerFaults()).isEmpty();
    }

    @Test
    void tellsEveryFaultAtOnce() {
        var input = input(Map.of(
                "amount",
                Map.of("amount", "0.5", "currency", "KWD"),
                "intention",
                "WAQF",
                "email",
                "not an address",
                "phone",
                "12",
                "publishName",
                true,
                "dedication",
                "x".repeat(281)));
        api.guest()
                .document(DONATE)
                .variable("input", input)
                .execute()
                .path("donate.userErrors[*].code")
                .entityList(String.class)
                .satisfies(codes -> assertThat(codes)
                        .containsExactlyInAnyOrder(
                                "INVALID_EMAIL",
                                "INVALID_PHONE",
                                "NAME_REQUIRED",
                                "TOO_LONG",
                                "INTENTION_NOT_ALLOWED",
                                "BELOW_MINIMUM"))
                .path("donate.donation")
                .valueIsNull();
        assertThat(Scene.number("select count(*) from donations where campaign_id = ?", scene.campaign))
                .isZero();
    }

    @Test
    void refusesAnotherCurrencyAndAKeyThatAGuestCouldGuess() {
        refused(Map.of("amount", Map.of("amount", "20", "currency", "USD")), "CURRENCY_MISMATCH");
        refused(Map.of("amount", Map.of("amount", "1.2345", "currency", "KWD")), "INVALID_AMOUNT");
        refused(Map.of("amount", Map.of("amount", "5000.001", "currency", "KWD")), "ABOVE_MAXIMUM");
        refused(Map.of("idempotencyKey", "aaaaaaaaaaaaaaaaaaaaaaaa"), "INVALID_IDEMPOTENCY_KEY");
        refused(Map.of("idempotencyKey", "0123456789abcdef"), "INVALID_IDEMPOTENCY_KEY");
        refused(Map.of("campaignId", GlobalId.encode('C', UUID.randomUUID())), "CAMPAIGN_NOT_FOUND");
    }

    @Test
    void refusesAKeyThatWasUsedForAnotherGift() {
        var key = UUID.randomUUID().toString();
        give(api.guest(), Map.of("idempotencyKey", key));
        refused(
                Map.of("idempotencyKey", key, "amount", Map.of("amount", "13", "currency", "KWD")),
                "IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void replaysTheFirstAnswerEvenAfterTheCampaignClosed() {
        var key = UUID.randomUUID().toString();
        var first = give(api.guest(), Map.of("idempotencyKey", key))
                .path("donate.secret")
                .entity(String.class)
                .get();
        Scene.run("update campaigns set status = 'CLOSED' where id = ?", scene.campaign);
        var again = give(
                api.guest(), Map.of("idempotencyKey", key, "amount", Map.of("amount", "12.50", "currency", "KWD")));
        assertThat(again.path("donate.secret").entity(String.class).get()).isEqualTo(first);
        refused(Map.of(), "CAMPAIGN_CLOSED");
    }

    @Test
    void fiftyRequestsWithOneKeyAndFiftyNoticesMakeOneGift() {
        var key = UUID.randomUUID().toString();
        var answers = Flux.range(0, 50)
                .flatMap(
                        i -> Mono.fromCallable(() -> {
                                    var answer = patiently(Map.of("idempotencyKey", key));
                                    return List.of(
                                            answer.path("donate.donation.id")
                                                    .entity(String.class)
                                                    .get(),
                                            answer.path("donate.secret")
                                                    .entity(String.class)
                                                    .get(),
                                            answer.path("donate.checkoutUrl")
                                                    .entity(String.class)
                                                    .get());
                                })
                                .subscribeOn(Schedulers.boundedElastic()),
                        50)
                .collectList()
                .block();
        assertThat(answers).hasSize(50);
        assertThat(java.util.Set.copyOf(answers)).hasSize(1);
        var url = answers.getFirst().get(2);
        gateway.end(url, "NOTICE_NEVER");

        var body = GatewayHand.body(url);
        var headers = gateway.headers("evt_" + UUID.randomUUID(), body, Instant.now());
        var statuses = Flux.range(0, 50)
                .flatMap(
                        i -> Mono.fromCallable(() -> notice(headers, body)).subscribeOn(Schedulers.boundedElastic()),
                        50)
                .collectList()
                .block();
        assertThat(statuses).hasSize(50).containsOnly(204);

        assertThat(scene.raised()).isEqualTo(12_500);
        assertThat(Scene.number("select count(*) from donations where campaign_id = ?", scene.campaign))
                .isEqualTo(1);
        assertThat(Scene.number("select count(*) from transfers where organization_id = ?", scene.organization))
                .isEqualTo(1);
        assertThat(Scene.ledgerFaults()).isEmpty();
    }

    @Test
    void refusesForgedChangedAndStaleNotices() {
        var url = give(api.guest(), Map.of())
                .path("donate.checkoutUrl")
                .entity(String.class)
                .get();
        gateway.end(url, "NOTICE_NEVER");
        var body = GatewayHand.body(url);
        var now = Instant.now();

        assertThat(notice(new HttpHeaders(), body)).isEqualTo(401);
        assertThat(notice(gateway.headers("evt_a", GatewayHand.body("x/other"), now), body))
                .isEqualTo(401);
        assertThat(notice(gateway.headers("evt_b", body, now.minusSeconds(301)), body))
                .isEqualTo(401);
        assertThat(notice(gateway.headers("evt_c", body, now.plusSeconds(302)), body))
                .isEqualTo(401);
        assertThat(scene.raised()).isZero();

        assertThat(notice(gateway.headers("evt_" + UUID.randomUUID(), body, now), body))
                .isEqualTo(204);
        assertThat(scene.raised()).isEqualTo(12_500);
    }

    @Test
    void endsADeclinedAGivenUpAndAnUnconfirmedPaymentWithoutAPosting() {
        var expected = Map.of("DECLINE", "DECLINED", "CANCEL", "ABANDONED", "REVERSED", "UNVERIFIED");
        expected.forEach((scenario, failure) -> {
            var begun = give(api.guest(), Map.of());
            gateway.end(begun.path("donate.checkoutUrl").entity(String.class).get(), scenario);
            api.guest()
                    .document(
                            "query($secret: String!) { myDonation(secret: $secret) { state failure receipt { number } } }")
                    .variable(
                            "secret",
                            begun.path("donate.secret").entity(String.class).get())
                    .execute()
                    .path("myDonation.failure")
                    .entity(String.class)
                    .isEqualTo(failure)
                    .path("myDonation.receipt")
                    .valueIsNull();
        });
        assertThat(scene.raised()).isZero();
    }

    @Test
    void asksTheGatewayWhereNoNoticeCame() {
        var url = give(api.guest(), Map.of())
                .path("donate.checkoutUrl")
                .entity(String.class)
                .get();
        gateway.end(url, "NOTICE_NEVER");
        Scene.run(
                "update donations set created_at = created_at - interval '10 minutes' where campaign_id = ?",
                scene.campaign);

        settlements.sweep().block();

        assertThat(scene.raised()).isEqualTo(12_500);
    }

    @Test
    void endsAGiftOutOfTimeAndHonoursItsPaymentAfterwards() {
        var url = give(api.guest(), Map.of())
                .path("donate.checkoutUrl")
                .entity(String.class)
                .get();
        Scene.run(
                "update donations set expires_at = now() - interval '1 second' where campaign_id = ?", scene.campaign);
        settlements.sweep().block();
        assertThat(Scene.column("select state from donations where campaign_id = ?", scene.campaign))
                .containsExactly("EXPIRED");

        gateway.end(url, "APPROVE");

        assertThat(Scene.column("select state from donations where campaign_id = ?", scene.campaign))
                .containsExactly("SUCCEEDED");
        assertThat(scene.raised()).isEqualTo(12_500);
    }

    @Test
    void paysBackWhatArrivesAfterTheCampaignClosed() {
        var url = give(api.guest(), Map.of())
                .path("donate.checkoutUrl")
                .entity(String.class)
                .get();
        Scene.run("update campaigns set status = 'CLOSED' where id = ?", scene.campaign);

        gateway.end(url, "APPROVE");

        assertThat(Scene.column(
                        "select state || ' ' || failure || ' ' || refund_state from donations where campaign_id = ?",
                        scene.campaign))
                .containsExactly("FAILED CAMPAIGN_CLOSED COMPLETED");
        assertThat(scene.raised()).isZero();
        assertThat(Scene.ledgerFaults()).isEmpty();
    }

    private int notice(HttpHeaders headers, byte[] body) {
        return api.client()
                .post()
                .uri("http://localhost/webhooks/payments/sandbox")
                .headers(all -> all.addAll(headers))
                .bodyValue(body)
                .exchange()
                .returnResult(Void.class)
                .getStatus()
                .value();
    }

    private void refused(Map<String, Object> changes, String code) {
        api.guest()
                .document(DONATE)
                .variable("input", input(changes))
                .execute()
                .path("donate.userErrors[*].code")
                .entityList(String.class)
                .containsExactly(code);
    }

    /** A node that has no connection to spare says so with 503 and Retry-After; a client then asks again with the same key. */
    private GraphQlTester.Response patiently(Map<String, Object> changes) {
        for (int i = 0; ; i++) {
            try {
                return give(api.guest(), changes);
            } catch (AssertionError busy) {
                if (i == 50 || !String.valueOf(busy.getMessage()).contains("503")) {
                    throw busy;
                }
            }
        }
    }

    private GraphQlTester.Response give(GraphQlTester client, Map<String, Object> changes) {
        var response = client.document(DONATE).variable("input", input(changes)).execute();
        response.path("donate.userErrors").entityList(Object.class).hasSize(0);
        return response;
    }

    private Map<String, Object> input(Map<String, Object> changes) {
        var input = new java.util.HashMap<String, Object>(Map.of(
                "campaignId", GlobalId.encode('C', scene.campaign),
                "amount", Map.of("amount", "12.500", "currency", "KWD"),
                "idempotencyKey", UUID.randomUUID().toString(),
                "email", "donor@mail.test"));
        input.putAll(changes);
        return input;
    }
}
