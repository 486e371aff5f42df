package org.sanad.api.donation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sanad.api.platform.graphql.GlobalId;
import org.sanad.api.support.Api;
import org.sanad.api.support.SanadTest;
import org.springframework.context.ApplicationContext;
import org.springframework.graphql.test.tester.GraphQlTester;

/** Gifts paid at the gateway are paid back there: done, refused, unanswered, and asked again. */
@SanadTest
class RefundTest {

    private final Api api;
    private final Settlements settlements;
    private final Scene scene = Scene.set();
    private final FinanceOffice office;
    private final Giver giver;

    RefundTest(Api api, Settlements settlements, ApplicationContext context) {
        this.api = api;
        this.settlements = settlements;
        this.office = new FinanceOffice(api, scene);
        this.giver = new Giver(api, scene, context);
    }

    @Test
    void paysBackOnceHoweverOftenItIsAsked() {
        var gift = giver.give("APPROVE");
        assertThat(scene.raised()).isEqualTo(12_500);
        var key = UUID.randomUUID().toString();
        for (int i = 0; i < 3; i++) {
            told(office.refund(gift.id(), key), "REFUNDED", "COMPLETED")
                    .path("refundDonation.donation.receipt.state")
                    .entity(String.class)
                    .isEqualTo("VOIDED")
                    .path("refundDonation.donation.viewerCanRefund")
                    .entity(Boolean.class)
                    .isEqualTo(false);
        }
        codes(office.refund(gift.id(), UUID.randomUUID().toString()), "WRONG_STATE");
        assertThat(Scene.column("select state from sandbox_payments where reference = ?", gift.payment()))
                .containsExactly("REFUNDED");
        assertThat(Scene.column("select kind from transfers where donation_id = ? order by id", gift.id()))
                .containsExactlyInAnyOrder("GIFT", "REFUND", "REFUND_PAID");
        assertThat(scene.raised()).isZero();
        assertThat(scene.donorCount()).isZero();
        assertThat(Scene.ledgerFaults()).isEmpty();
        // the giver sees it too
        api.guest()
                .document(
                        "query($secret: String!) { myDonation(secret: $secret) { state refund { state reason } receipt { state } } }")
                .variable("secret", gift.secret())
                .execute()
                .path("myDonation.state")
                .entity(String.class)
                .isEqualTo("REFUNDED")
                .path("myDonation.refund.reason")
                .entity(String.class)
                .isEqualTo("DUPLICATE")
                .path("myDonation.receipt.state")
                .entity(String.class)
                .isEqualTo("VOIDED");
    }

    @Test
    void keepsTheMoneyWhereTheGatewayRefusesAndMayAskAgain() {
        var gift = giver.give("REFUND_REFUSED");
        var key = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            var refused = office.refund(gift.id(), key);
            codes(refused, "REFUND_FAILED");
            refused.path("refundDonation.donation.state")
                    .entity(String.class)
                    .isEqualTo("SUCCEEDED")
                    .path("refundDonation.donation.refund.state")
                    .entity(String.class)
                    .isEqualTo("FAILED")
                    .path("refundDonation.donation.receipt.state")
                    .entity(String.class)
                    .isEqualTo("VALID")
                    .path("refundDonation.donation.viewerCanRefund")
                    .entity(Boolean.class)
                    .isEqualTo(true);
        }
        assertThat(scene.raised()).isEqualTo(12_500);
        assertThat(scene.donationCount()).isEqualTo(1);
        assertThat(scene.donorCount()).isEqualTo(1);
        assertThat(Scene.number("select count(*) from public_donations where campaign_id = ?", scene.campaign))
                .isEqualTo(1);
        assertThat(Scene.ledgerFaults()).isEmpty();

        // the gateway thinks better of it; a new request is a new attempt
        Scene.run("update sandbox_payments set refuses_refund = false where reference = ?", gift.payment());
        told(office.refund(gift.id(), UUID.randomUUID().toString()), "REFUNDED", "COMPLETED");
        assertThat(scene.raised()).isZero();
        assertThat(Scene.ledgerFaults()).isEmpty();
    }

    @Test
    void staysRequestedWhereTheGatewayDoesNotAnswerAndIsTakenUpAgain() {
        var gift = giver.give("APPROVE");
        var key = UUID.randomUUID().toString();
        Scene.run("""
                create function out_of_order_%1$s() returns trigger language plpgsql as $$ begin raise exception 'out of order'; end $$""".formatted(gift.payment().substring(4)));
        Scene.run("""
                create trigger out_of_order_%1$s before update on sandbox_payments for each row when (old.reference = 'SBX-%1$s')
                execute function out_of_order_%1$s()""".formatted(gift.payment().substring(4)));
        try {
            told(office.refund(gift.id(), key), "SUCCEEDED", "REQUESTED");
            // the money left its fund before the gateway was asked: nobody can spend it meanwhile
            assertThat(scene.raised()).isZero();
            assertThat(Scene.number(
                            "select balance from accounts where kind = 'SUSPENSE' and organization_id = ?",
                            scene.organization))
                    .isEqualTo(12_500);
            codes(office.refund(gift.id(), UUID.randomUUID().toString()), "WRONG_STATE");
        } finally {
            Scene.run("drop trigger out_of_order_%1$s on sandbox_payments"
                    .formatted(gift.payment().substring(4)));
        }
        Scene.run(
                "update donations set refund_requested_at = refund_requested_at - interval '2 minutes' where id = ?",
                gift.id());
        settlements.sweep().block();

        told(office.refund(gift.id(), key), "REFUNDED", "COMPLETED");
        assertThat(Scene.number(
                        "select balance from accounts where kind = 'SUSPENSE' and organization_id = ?",
                        scene.organization))
                .isZero();
        assertThat(Scene.ledgerFaults()).isEmpty();
    }

    @Test
    void isForTheFinanceOfficeAlone() {
        var gift = giver.give("APPROVE");
        var manager = "manager-" + scene.organization;
        scene.member(manager, "CAMPAIGN_MANAGER");
        var elsewhere = "elsewhere-" + scene.organization;
        Scene.set().member(elsewhere, "ADMIN", "FINANCE");
        for (var subject : List.of(manager, elsewhere, "nobody-in-particular")) {
            codes(ask(api.person(subject), gift.id()), "NOT_FOUND");
        }
        ask(api.guest(), gift.id())
                .errors()
                .satisfy(errors -> assertThat(errors).hasSize(1));
        assertThat(scene.raised()).isEqualTo(12_500);
        assertThat(Scene.column("select refund_state from donations where id = ?", gift.id()))
                .containsOnlyNulls();
        assertThat(Scene.column("select state from sandbox_payments where reference = ?", gift.payment()))
                .containsExactly("PAID");
    }

    private static GraphQlTester.Response ask(GraphQlTester client, UUID gift) {
        return client.document(
                        "mutation($input: RefundDonationInput!) { refundDonation(input: $input) { donation { id } userErrors { code } } }")
                .variable(
                        "input",
                        Map.of(
                                "donationId",
                                GlobalId.encode('D', gift),
                                "reason",
                                "ERROR",
                                "idempotencyKey",
                                UUID.randomUUID().toString()))
                .execute();
    }

    private static GraphQlTester.Response told(GraphQlTester.Response response, String gift, String refund) {
        response.path("refundDonation.userErrors").entityList(Object.class).hasSize(0);
        response.path("refundDonation.donation.state").entity(String.class).isEqualTo(gift);
        response.path("refundDonation.donation.refund.state")
                .entity(String.class)
                .isEqualTo(refund);
        return response;
    }

    private static void codes(GraphQlTester.Response response, String code) {
        response.path("refundDonation.userErrors[*].code")
                .entityList(String.class)
                .containsExactly(code);
    }
}
