package org.sanad.api.donation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sanad.api.campaign.Intention;
import org.sanad.api.donation.gateway.SandboxPast;
import org.sanad.api.platform.graphql.GlobalId;
import org.sanad.api.platform.money.Money;
import org.sanad.api.platform.text.Locale;
import org.sanad.api.support.Api;
import org.sanad.api.support.SanadTest;
import org.springframework.graphql.test.tester.GraphQlTester;

/** A day of gifts at the gateway, compared with the file that the gateway writes of it, and with files that say otherwise. */
@SanadTest
class ReconcileTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

    private final Api api;
    private final SettledDonations donations;
    private final SandboxPast past;
    private final Scene scene = Scene.set();
    private final FinanceOffice office;

    ReconcileTest(Api api, SettledDonations donations, SandboxPast past) {
        this.api = api;
        this.donations = donations;
        this.past = past;
        this.office = new FinanceOffice(api, scene);
    }

    @BeforeEach
    void aDayOfGifts() {
        var paid = IntStream.range(0, 5)
                .mapToObj(i -> new SandboxPast.Paid(
                        new PaymentProvider.Order(
                                UUID.randomUUID(),
                                scene.organization,
                                new Money(1_000L * (i + 1), "KWD"),
                                "جمعية الاختبار",
                                Locale.AR,
                                "http://localhost/",
                                at(i).plusSeconds(3600)),
                        at(i)))
                .toList();
        var references = Objects.requireNonNull(past.enter(paid).block());
        assertThat(past.enter(paid).block()).as("entered again").isEqualTo(references);
        var gifts = paid.stream()
                .map(each -> new SettledDonation(
                        "reconcile:" + each.order().id(),
                        scene.campaign,
                        each.order().amount(),
                        Intention.GENERAL,
                        new SettledDonation.Payment(
                                each.order().id(),
                                Objects.requireNonNull(
                                        references.get(each.order().id()))),
                        each.paidAt(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        Locale.AR,
                        true))
                .toList();
        assertThat(donations.recordSettledDonations(gifts).block())
                .isEqualTo(new SettledDonations.Recording.Recorded(5, 0));
    }

    @Test
    void theGatewaysOwnFileBalances() {
        var compared = office.reconcile(office.upload(office.settlementFile(DAY)));

        counts(compared, 5, 0, 0, 0);
        compared.path("reconcile.reconciliation.lines.nodes[*].donation.id")
                .entityList(String.class)
                .satisfies(ids -> assertThat(ids)
                        .containsExactlyInAnyOrderElementsOf(gifts().stream()
                                .map(id -> GlobalId.encode('D', id))
                                .toList()))
                .path("reconcile.reconciliation.fileName")
                .entity(String.class)
                .isEqualTo("settlement.csv");
    }

    @Test
    void aGiftThatWasPaidBackBalancesInBothDaysFiles() {
        var refunded = gifts().getFirst();
        office.refund(refunded, UUID.randomUUID().toString())
                .path("refundDonation.donation.state")
                .entity(String.class)
                .isEqualTo("REFUNDED")
                .path("refundDonation.donation.receipt.state")
                .entity(String.class)
                .isEqualTo("VOIDED");
        counts(office.reconcile(office.upload(office.settlementFile(DAY))), 5, 0, 0, 0);

        var completed = ((java.sql.Timestamp)
                        Scene.column("select refund_completed_at from donations where id = ?", refunded)
                                .getFirst())
                .toInstant();
        var file = office.settlementFile(LocalDate.ofInstant(completed, ZoneOffset.UTC));
        assertThat(file).contains(",refund,");
        counts(office.reconcile(office.upload(file)), 1, 0, 0, 0);
    }

    @Test
    void saysWhatOnlyOneOfBothKnowsAndWhatDiffers() {
        var lines = office.settlementFile(DAY).lines().toList();
        var unknown = "SBX-UNKNOWN,%s,payment,3.000,KWD,%s".formatted(UUID.randomUUID(), at(9));
        var changed = lines.get(2).replaceFirst(",[0-9.]+,KWD", ",99.000,KWD");
        var file = String.join("\r\n", lines.get(0), lines.get(1), changed, lines.get(3), lines.get(4), unknown, "");

        var compared = office.reconcile(office.upload(file));

        counts(compared, 3, 1, 1, 1);
        compared.path("reconcile.reconciliation.lines.nodes[*].verdict")
                .entityList(String.class)
                .containsExactly("MISSING_HERE", "MISSING_THERE", "DIFFERENT", "MATCHED", "MATCHED", "MATCHED")
                .path("reconcile.reconciliation.lines.nodes[0].paymentReference")
                .entity(String.class)
                .isEqualTo("SBX-UNKNOWN")
                .path("reconcile.reconciliation.lines.nodes[0].donation")
                .valueIsNull()
                .path("reconcile.reconciliation.lines.nodes[1].paymentReference")
                .entity(String.class)
                .isEqualTo(lines.get(5).split(",", 2)[0])
                .path("reconcile.reconciliation.lines.nodes[2].statedAmount.amount")
                .entity(String.class)
                .isEqualTo("99.000");
        // what was found is kept, newest first, and nothing of the ledger was touched
        api.person(office.subject)
                .document(
                        "query($id: ID!) { node(id: $id) { ... on Organization { reconciliations { nodes { different } } } } }")
                .variable("id", GlobalId.encode('O', scene.organization))
                .execute()
                .path("node.reconciliations.nodes[*].different")
                .entityList(Integer.class)
                .containsExactly(1);
        assertThat(scene.raised()).isEqualTo(15_000);
        assertThat(Scene.ledgerFaults()).isEmpty();
    }

    @Test
    void refusesAWrongFileWithItsLine() {
        var lines = office.settlementFile(DAY).lines().toList();
        var broken =
                String.join("\r\n", lines.get(0), lines.get(1), lines.get(2).replace(",KWD,", ",XXX,"));
        Map.of(
                        broken,
                        "Line 3",
                        "name,amount\r\na,1\r\n",
                        "Line 1",
                        String.join("\r\n", lines.get(0), lines.get(1), lines.get(1)),
                        "Line 3")
                .forEach((file, line) -> office.reconcile(office.upload(file))
                        .path("reconcile.reconciliation")
                        .valueIsNull()
                        .path("reconcile.userErrors[0].code")
                        .entity(String.class)
                        .isEqualTo("FILE_REFUSED")
                        .path("reconcile.userErrors[0].message")
                        .entity(String.class)
                        .satisfies(message -> assertThat(message).contains(line)));
        assertThat(comparisons()).isZero();
    }

    @Test
    void isForTheFinanceOfficeAlone() {
        var upload = office.upload(office.settlementFile(DAY));
        var manager = "manager-" + scene.organization;
        scene.member(manager, "CAMPAIGN_MANAGER");
        var elsewhere = "elsewhere-" + scene.organization;
        Scene.set().member(elsewhere, "ADMIN", "FINANCE");
        for (var subject : List.of(manager, elsewhere, "nobody-in-particular")) {
            office.reconcile(api.person(subject), upload)
                    .path("reconcile.reconciliation")
                    .valueIsNull()
                    .path("reconcile.userErrors[*].code")
                    .entityList(String.class)
                    .containsExactly("NOT_FOUND");
            api.person(subject)
                    .document(
                            "query($id: ID!) { node(id: $id) { ... on Organization { settlementFileUrl(day: \"2026-03-01\") reconciliations { nodes { id } } } } }")
                    .variable("id", GlobalId.encode('O', scene.organization))
                    .execute()
                    .path("node.settlementFileUrl")
                    .valueIsNull()
                    .path("node.reconciliations")
                    .valueIsNull();
        }
        // nor with the upload of another body
        var own = new FinanceOffice(api, Scene.set());
        office.reconcile(own.upload("x"))
                .path("reconcile.userErrors[*].code")
                .entityList(String.class)
                .containsExactly("NOT_FOUND");
        assertThat(comparisons()).isZero();
    }

    private long comparisons() {
        return Scene.number("select count(*) from reconciliations where organization_id = ?", scene.organization);
    }

    private List<UUID> gifts() {
        return Scene.column("select id from donations where campaign_id = ? order by settled_at", scene.campaign)
                .stream()
                .map(UUID.class::cast)
                .toList();
    }

    private static Instant at(int n) {
        return DAY.atTime(9, n).toInstant(ZoneOffset.UTC);
    }

    private static void counts(
            GraphQlTester.Response response, int matched, int missingHere, int missingThere, int different) {
        response.path("reconcile.userErrors").entityList(Object.class).hasSize(0);
        var counted = Map.of(
                "matched", matched, "missingHere", missingHere, "missingThere", missingThere, "different", different);
        counted.forEach((field, count) -> response.path("reconcile.reconciliation." + field)
                .entity(Integer.class)
                .isEqualTo(count));
    }
}
