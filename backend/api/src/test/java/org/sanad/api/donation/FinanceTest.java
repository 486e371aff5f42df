package org.sanad.api.donation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sanad.api.campaign.Intention;
import org.sanad.api.platform.graphql.GlobalId;
import org.sanad.api.platform.money.Money;
import org.sanad.api.platform.text.Locale;
import org.sanad.api.support.Api;
import org.sanad.api.support.SanadTest;
import org.springframework.graphql.test.tester.GraphQlTester;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What finance offices do, and what nobody else may. */
@SanadTest
class FinanceTest {

    private final Api api;
    private final SettledDonations donations;
    private final Scene scene = Scene.set();
    private final String finance = "finance-" + scene.organization;

    FinanceTest(Api api, SettledDonations donations) {
        this.api = api;
        this.donations = donations;
    }

    @BeforeEach
    void people() {
        scene.member(finance, "FINANCE");
    }

    @Test
    void cashIsPostedOnceForEachSlip() {
        var key = UUID.randomUUID().toString();
        var first = cash(api.person(finance), key, "S-1", "10");
        first.path("recordCashDonation.donation.state").entity(String.class).isEqualTo("SUCCEEDED");
        var id = first.path("recordCashDonation.donation.id")
                .entity(String.class)
                .get();
        cash(api.person(finance), key, "S-1", "10")
                .path("recordCashDonation.donation.id")
                .entity(String.class)
                .isEqualTo(id);
        code(
                cash(api.person(finance), UUID.randomUUID().toString(), "S-1", "10"),
                "recordCashDonation",
                "DUPLICATE_SLIP");
        code(cash(api.person(finance), key, "S-2", "10"), "recordCashDonation", "IDEMPOTENCY_KEY_REUSED");
        assertThat(scene.raised()).isEqualTo(10_000);
        assertThat(Scene.ledgerFaults()).isEmpty();
    }

    @Test
    void cashIsForTheFinanceOfficeAlone() {
        var other = "other-" + scene.organization;
        Scene.set().member(other, "ADMIN", "FINANCE");
        scene.member("viewer-" + scene.organization, "VIEWER", "CAMPAIGN_MANAGER");
        code(cash(api.person(other), UUID.randomUUID().toString(), "S-1", "10"), "recordCashDonation", "NOT_FOUND");
        code(
                cash(
                        api.person("viewer-" + scene.organization),
                        UUID.randomUUID().toString(),
                        "S-1",
                        "10"),
                "recordCashDonation",
                "NOT_FOUND");
        api.guest()
                .document(CASH)
                .variable("input", cashInput(UUID.randomUUID().toString(), "S-1", "10"))
                .execute()
                .errors()
                .satisfy(errors -> assertThat(errors).isNotEmpty());
        assertThat(Scene.number("select count(*) from donations where organization_id = ?", scene.organization))
                .isZero();
        assertThat(Scene.number("select count(*) from transfers where organization_id = ?", scene.organization))
                .isZero();
    }

    @Test
    void aCashGiftIsPaidBackOnceAndItsReceiptVoided() {
        var id = cash(api.person(finance), UUID.randomUUID().toString(), "S-1", "10")
                .path("recordCashDonation.donation.id")
                .entity(String.class)
                .get();
        var key = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            refund(id, key)
                    .path("refundDonation.donation.state")
                    .entity(String.class)
                    .isEqualTo("REFUNDED")
                    .path("refundDonation.donation.receipt.state")
                    .entity(String.class)
                    .isEqualTo("VOIDED");
        }
        code(refund(id, UUID.randomUUID().toString()), "refundDonation", "WRONG_STATE");
        assertThat(scene.raised()).isZero();
        assertThat(scene.donationCount()).isZero();
        assertThat(scene.donorCount()).isZero();
        assertThat(Scene.ledgerFaults()).isEmpty();
    }

    @Test
    void allocationsAtOnceNeverOverdraw() {
        cash(api.person(finance), UUID.randomUUID().toString(), "S-1", "100");
        var fund = fund();
        var codes = Flux.range(0, 40)
                .flatMap(
                        i -> Mono.fromCallable(
                                        () -> patiently(fund, UUID.randomUUID().toString())
                                                .path("allocate.userErrors[*].code")
                                                .entityList(String.class)
                                                .get())
                                .subscribeOn(Schedulers.boundedElastic()),
                        10)
                .collectList()
                .block();
        assertThat(codes.stream().filter(java.util.List::isEmpty)).hasSize(14);
        assertThat(codes.stream().filter(all -> all.contains("INSUFFICIENT_FUNDS")))
                .hasSize(26);
        assertThat(Scene.number(
                        "select balance from accounts where kind = 'FUND' and organization_id = ?", scene.organization))
                .isEqualTo(2_000);
        assertThat(Scene.number(
                        "select balance from accounts where kind = 'ALLOCATED' and organization_id = ?",
                        scene.organization))
                .isEqualTo(98_000);
        assertThat(scene.raised()).isEqualTo(100_000);
        assertThat(Scene.ledgerFaults()).isEmpty();
    }

    @Test
    void whatIsAllocatedIsNotPaidBack() {
        var id = cash(api.person(finance), UUID.randomUUID().toString(), "S-1", "10")
                .path("recordCashDonation.donation.id")
                .entity(String.class)
                .get();
        var key = UUID.randomUUID().toString();
        allocate(fund(), key, "3");
        allocate(fund(), key, "3")
                .path("allocate.fund.available.amount")
                .entity(String.class)
                .isEqualTo("7.000");
        code(refund(id, UUID.randomUUID().toString()), "refundDonation", "INSUFFICIENT_FUNDS");
        assertThat(scene.raised()).isEqualTo(10_000);
    }

    @Test
    void theLedgerIsNeverChangedAndNoTransferMixesIntentions() {
        cash(api.person(finance), UUID.randomUUID().toString(), "S-1", "10");
        assertThatThrownBy(() -> Scene.run("update postings set amount = amount + 1"))
                .hasMessageContaining("never changed");
        assertThatThrownBy(() -> Scene.run("delete from transfers")).hasMessageContaining("never changed");
        assertThatThrownBy(() -> Scene.run("truncate postings")).hasMessageContaining("never changed");
        assertThatThrownBy(() -> Scene.run("update receipts set amount = 1")).hasMessageContaining("never edited");
        assertThatThrownBy(() ->
                        Scene.run("""
                        with other as (
                          insert into accounts (kind, organization_id, campaign_id, intention, currency)
                          values ('ALLOCATED', ?, ?, 'ZAKAT', 'KWD') returning id),
                        t as (insert into transfers (kind, organization_id, currency, occurred_at) values ('ALLOCATION', ?, 'KWD', now()) returning id)
                        insert into postings (transfer_id, account_id, currency, amount)
                        select t.id, a.id, 'KWD', -1000 from t, accounts a where a.organization_id = ? and a.kind = 'FUND'
                        union all select t.id, other.id, 'KWD', 1000 from t, other""", scene.organization, scene.campaign, scene.organization, scene.organization))
                .hasMessageContaining("mixes");
        assertThatThrownBy(() -> Scene.run("""
                        with t as (insert into transfers (kind, organization_id, currency, occurred_at) values ('GRANT', ?, 'KWD', now()) returning id)
                        insert into postings (transfer_id, account_id, currency, amount)
                        select t.id, a.id, 'KWD', case a.kind when 'FUND' then 10 else -9 end from t, accounts a
                        where a.organization_id = ? and a.kind in ('FUND', 'CASH')""", scene.organization, scene.organization))
                .hasMessageContaining("balanced");
        for (var role : java.util.List.of("sanad_api", "sanad_job", "sanad_relay")) {
            try (var connection = Api.as(role);
                    var statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.execute("insert into sanad.postings values (null, null, 'KWD', 1)"))
                        .hasMessageContaining("permission denied");
                assertThatThrownBy(() -> statement.execute("update sanad.campaign_totals set raised = 1"))
                        .hasMessageContaining("permission denied");
            } catch (java.sql.SQLException failure) {
                throw new IllegalStateException(failure);
            }
        }
        assertThat(Scene.ledgerFaults()).isEmpty();
    }

    @Test
    void aThousandGiftsAndRefundsAtOnceLeaveTheLedgerExact() {
        var gifts = IntStream.range(0, 100)
                .mapToObj(i -> cash(api.person(finance), UUID.randomUUID().toString(), "base-" + i, "1")
                        .path("recordCashDonation.donation.id")
                        .entity(String.class)
                        .get())
                .toList();
        var done = Flux.range(0, 1_000)
                .flatMap(
                        i -> Mono.fromCallable(() -> {
                                    if (i % 10 == 0) {
                                        refund(
                                                gifts.get(i / 10),
                                                UUID.randomUUID().toString());
                                        return 1;
                                    }
                                    return donations
                                            .recordSettledDonation(new SettledDonation(
                                                    "load:" + scene.campaign + ":" + i,
                                                    scene.campaign,
                                                    new Money(1_000L + i, "KWD"),
                                                    i % 2 == 0 ? Intention.GENERAL : Intention.ZAKAT,
                                                    null,
                                                    Instant.now(),
                                                    null,
                                                    null,
                                                    null,
                                                    null,
                                                    null,
                                                    Locale.AR,
                                                    true))
                                            .map(recorded -> 0)
                                            .block();
                                })
                                .subscribeOn(Schedulers.boundedElastic()),
                        16)
                .collectList()
                .block();
        assertThat(done).hasSize(1_000).filteredOn(each -> each == 1).hasSize(100);
        long expected = IntStream.range(0, 1_000)
                .filter(i -> i % 10 != 0)
                .mapToLong(i -> 1_000L + i)
                .sum();
        assertThat(scene.raised()).isEqualTo(expected);
        assertThat(scene.donationCount()).isEqualTo(900);
        assertThat(Scene.number("select sum(amount) from postings")).isZero();
        assertThat(Scene.ledgerFaults()).isEmpty();
    }

    private static final String CASH = """
            mutation($input: RecordCashDonationInput!) { recordCashDonation(input: $input) {
              donation { id state } userErrors { code path } } }""";

    private Map<String, Object> cashInput(String key, String slip, String amount) {
        return Map.of(
                "campaignId",
                GlobalId.encode('C', scene.campaign),
                "amount",
                Map.of("amount", amount, "currency", "KWD"),
                "receivedOn",
                "2026-05-01",
                "slipNumber",
                slip,
                "donorName",
                "عبد الله",
                "idempotencyKey",
                key);
    }

    private GraphQlTester.Response cash(GraphQlTester client, String key, String slip, String amount) {
        return client.document(CASH)
                .variable("input", cashInput(key, slip, amount))
                .execute();
    }

    private GraphQlTester.Response refund(String id, String key) {
        return api.person(finance)
                .document("""
                        mutation($input: RefundDonationInput!) { refundDonation(input: $input) {
                          donation { state receipt { state } refund { state } } userErrors { code path } } }""")
                .variable("input", Map.of("donationId", id, "reason", "DONOR_REQUEST", "idempotencyKey", key))
                .execute();
    }

    /** A node that has no connection to spare says so with 503 and Retry-After; a client then asks again with the same key. */
    private GraphQlTester.Response patiently(String fund, String key) {
        for (int i = 0; ; i++) {
            try {
                return allocate(fund, key, "7");
            } catch (AssertionError busy) {
                if (i == 50 || !String.valueOf(busy.getMessage()).contains("503")) {
                    throw busy;
                }
            }
        }
    }

    private GraphQlTester.Response allocate(String fund, String key, String amount) {
        return api.person(finance)
                .document("""
                        mutation($input: AllocateInput!) { allocate(input: $input) {
                          fund { available { amount } } userErrors { code path } } }""")
                .variable(
                        "input",
                        Map.of(
                                "fundId",
                                fund,
                                "amount",
                                Map.of("amount", amount, "currency", "KWD"),
                                "purpose",
                                "مضخات مياه",
                                "idempotencyKey",
                                key))
                .execute();
    }

    private String fund() {
        return GlobalId.encode('B', (UUID)
                Scene.column("select id from accounts where kind = 'FUND' and organization_id = ?", scene.organization)
                        .getFirst());
    }

    private static void code(GraphQlTester.Response response, String field, String code) {
        response.path(field + ".userErrors[*].code").entityList(String.class).containsExactly(code);
    }
}
