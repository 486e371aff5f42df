package org.sanad.api.donation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sanad.api.support.Api;
import org.sanad.api.support.SanadTest;
import org.springframework.context.ApplicationContext;
import org.springframework.graphql.test.tester.GraphQlTester;

/** A receipt is never edited: it is voided and issued anew under the next number, and both can be verified. */
@SanadTest
class ReissueReceiptTest {

    private static final String REISSUE = """
            mutation($input: ReissueReceiptInput!) { reissueReceipt(input: $input) {
              receipt { id number verificationCode state donorName amount { amount } replacedBy { id } }
              userErrors { code path } } }""";

    private final Api api;
    private final Scene scene = Scene.set();
    private final FinanceOffice office;
    private final Giver giver;

    ReissueReceiptTest(Api api, ApplicationContext context) {
        this.api = api;
        this.office = new FinanceOffice(api, scene);
        this.giver = new Giver(api, scene, context);
    }

    private record Held(String id, String number, String code, String donor) {}

    @Test
    void voidsTheOldOneAndNumbersTheNewOneNext() {
        var gift = giver.give("APPROVE");
        var old = held(gift);
        var reissued = reissue(api.person(office.subject), old.id(), "  شركة السالم للتجارة ");

        reissued.path("reissueReceipt.userErrors[*].code")
                .entityList(String.class)
                .hasSize(0);
        reissued.path("reissueReceipt.receipt.amount.amount")
                .entity(String.class)
                .isEqualTo("12.500")
                .path("reissueReceipt.receipt.state")
                .entity(String.class)
                .isEqualTo("VALID");
        var present = held(gift);
        assertThat(old.number()).endsWith("-000001");
        assertThat(present.number()).endsWith("-000002");
        assertThat(present.code()).isNotEqualTo(old.code());
        // the gift is anonymous: its giver alone sees the name
        assertThat(old.donor()).isEqualTo("هند السالم");
        assertThat(present.donor()).isEqualTo("شركة السالم للتجارة");
        assertThat(verified(old.code())).isEqualTo("REPLACED");
        assertThat(verified(present.code())).isEqualTo("VALID");
        api.person(office.subject)
                .document("query($id: ID!) { node(id: $id) { ... on Receipt { state replacedBy { id } } } }")
                .variable("id", old.id())
                .execute()
                .path("node.state")
                .entity(String.class)
                .isEqualTo("REPLACED")
                .path("node.replacedBy.id")
                .entity(String.class)
                .isEqualTo(present.id());
        // the money is as it was
        assertThat(scene.raised()).isEqualTo(12_500);
        assertThat(Scene.ledgerFaults()).isEmpty();
    }

    @Test
    void refusesWhatIsNoNameAndWhatIsNotInForce() {
        var gift = giver.give("APPROVE");
        var old = held(gift);
        code(reissue(api.person(office.subject), old.id(), "   "), "INVALID");
        code(reissue(api.person(office.subject), old.id(), "ا".repeat(1_000)), "TOO_LONG");
        code(reissue(api.person(office.subject), "UjEyMw", "هند"), "NOT_FOUND");
        assertThat(held(gift)).isEqualTo(old);

        reissue(api.person(office.subject), old.id(), "هند");
        code(reissue(api.person(office.subject), old.id(), "سارة"), "WRONG_STATE");

        var present = held(gift);
        office.refund(gift.id(), "refund-" + gift.id());
        assertThat(verified(present.code())).isEqualTo("VOIDED");
        code(reissue(api.person(office.subject), present.id(), "سارة"), "WRONG_STATE");
        assertThat(receipts()).isEqualTo(2);
    }

    @Test
    void isForTheFinanceOfficeAlone() {
        var old = held(giver.give("APPROVE"));
        var manager = "manager-" + scene.organization;
        scene.member(manager, "CAMPAIGN_MANAGER");
        var elsewhere = "elsewhere-" + scene.organization;
        Scene.set().member(elsewhere, "ADMIN", "FINANCE");
        for (var subject : List.of(manager, elsewhere, "nobody-in-particular")) {
            code(reissue(api.person(subject), old.id(), "هند"), "NOT_FOUND");
        }
        reissue(api.guest(), old.id(), "هند")
                .errors()
                .satisfy(errors -> assertThat(errors).hasSize(1));
        assertThat(receipts()).isEqualTo(1);
        assertThat(verified(old.code())).isEqualTo("VALID");
    }

    private long receipts() {
        return Scene.number("select count(*) from receipts where organization_id = ?", scene.organization);
    }

    /** The gift's receipt in force, as its giver sees it. */
    private Held held(Giver.Gift gift) {
        var seen = api.guest()
                .document(
                        "query($secret: String!) { myDonation(secret: $secret) { receipt { id number verificationCode donorName } } }")
                .variable("secret", gift.secret())
                .execute();
        return new Held(
                seen.path("myDonation.receipt.id").entity(String.class).get(),
                seen.path("myDonation.receipt.number").entity(String.class).get(),
                seen.path("myDonation.receipt.verificationCode")
                        .entity(String.class)
                        .get(),
                seen.path("myDonation.receipt.donorName").entity(String.class).get());
    }

    private String verified(String code) {
        return api.guest()
                .document("query($code: String!) { verifyReceipt(code: $code) { state } }")
                .variable("code", code)
                .execute()
                .path("verifyReceipt.state")
                .entity(String.class)
                .get();
    }

    private static GraphQlTester.Response reissue(GraphQlTester client, String receipt, String name) {
        return client.document(REISSUE)
                .variable("input", Map.of("receiptId", receipt, "donorName", name))
                .execute();
    }

    private static void code(GraphQlTester.Response response, String code) {
        response.path("reissueReceipt.receipt")
                .valueIsNull()
                .path("reissueReceipt.userErrors[*].code")
                .entityList(String.class)
                .containsExactly(code);
    }
}
