package org.sanad.api.donation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanad.api.platform.graphql.GlobalId;
import org.sanad.api.platform.security.Actor;
import org.sanad.api.support.Api;
import org.sanad.api.support.SanadTest;
import org.springframework.graphql.test.tester.GraphQlTester;
import reactor.util.context.Context;

/** What nobody types who means well: it is refused or tidied, never a fault of ours, and never in the way of other people's gifts. */
@SanadTest
class HostileInputTest {

    private static final String DONATE = """
            mutation($input: DonateInput!) { donate(input: $input) {
              donation { reference displayName dedication } userErrors { code path } } }""";

    private final Api api;
    private final LiveGifts live;
    private final Scene scene = Scene.set();

    HostileInputTest(Api api, LiveGifts live) {
        this.api = api;
        this.live = live;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "query($t: String!) { campaigns(filter: { query: $t }) { nodes { id } } }",
                "query($t: String!) { organizations(filter: { query: $t }) { nodes { id } } }",
                "query($t: String!) { organizations(filter: { areas: [$t] }) { nodes { id } } }",
                "query($t: String!) { campaignBySlug(slug: $t) { id } }",
                "query($t: String!) { organizationBySlug(slug: $t) { id } }",
                "query($t: String!) { verifyReceipt(code: $t) { state } }",
                "query($t: String!) { myDonation(secret: $t) { state } }",
                "query($t: ID!) { node(id: $t) { id } }",
                "mutation($t: String!) { acceptInvitation(input: { code: $t }) { userErrors { code } } }",
            })
    void aTextThatNoTableCanKeepIsTheAskersFault(String document) {
        for (var text : List.of("a\u0000b", "\ud800", "\udfff\ud800", "\uffff", "'\\\"%_$1--;", "\u202eabc")) {
            api.person("someone")
                    .document(document)
                    .variable("t", text)
                    .execute()
                    .errors()
                    .satisfy(errors -> assertThat(errors)
                            .allSatisfy(error -> assertThat(error.getExtensions())
                                    .as(text + " in " + document)
                                    .containsEntry("code", "BAD_INPUT")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"displayName", "donorName", "dedication"})
    void namesAndDedicationsHaveNoSignsThatTurnAPageAround(String field) {
        for (var hostile :
                List.of("a\u0000b", "a\u0007b", "a\u202eb", "a\u2066b", "a\rb", "a\u001b[31mb", "a\ud800b")) {
            var changes = new HashMap<String, Object>(Map.of("publishName", true, "displayName", "name"));
            changes.put(field, hostile);
            give(changes)
                    .errors()
                    .satisfy(errors -> assertThat(errors)
                            .as(hostile)
                            .allSatisfy(
                                    error -> assertThat(error.getExtensions()).containsEntry("code", "BAD_INPUT")));
        }
        assertThat(Scene.column(
                        "select d.reference from donations d join donation_donors o on o.donation_id = d.id where d.campaign_id = ? and concat(d.display_name, o.name, d.dedication) ~ '[\u0001-\u0009\u000b-\u001f\u202a-\u202e\u2066-\u2069]'",
                        scene.campaign))
                .isEmpty();
    }

    @Test
    void joinersAndMarksOfALanguageStay() {
        give(Map.of("publishName", true, "displayName", "می‌خواهم", "dedication", "سطر أول\nسطر ثانٍ"))
                .path("donate.donation.displayName")
                .entity(String.class)
                .isEqualTo("می‌خواهم")
                .path("donate.donation.dedication")
                .entity(String.class)
                .isEqualTo("سطر أول\nسطر ثانٍ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "-1",
                "0.000",
                "-0.001",
                "0.0001",
                "12.5001",
                "9223372036854775.807",
                "9223372036854775.808",
                "999999999999999999"
            })
    void noAmountIsZeroNegativeTooFineOrSoGreatThatLaterGiftsWouldNotFit(String amount) {
        Scene.run("update campaigns set maximum_gift = null where id = ?", scene.campaign);
        give(Map.of("amount", Map.of("amount", amount, "currency", "KWD")))
                .path("donate.userErrors[*].code")
                .entityList(String.class)
                .containsExactly("INVALID_AMOUNT");
        var finance = "finance-" + scene.organization;
        scene.member(finance, "FINANCE");
        api.person(finance)
                .document(
                        "mutation($input: RecordCashDonationInput!) { recordCashDonation(input: $input) { userErrors { code } } }")
                .variable(
                        "input",
                        Map.of(
                                "campaignId", GlobalId.encode('C', scene.campaign),
                                "amount", Map.of("amount", amount, "currency", "KWD"),
                                "receivedOn", "2026-05-01",
                                "slipNumber", "S-" + UUID.randomUUID(),
                                "idempotencyKey", UUID.randomUUID().toString()))
                .execute()
                .path("recordCashDonation.userErrors[*].code")
                .entityList(String.class)
                .satisfies(codes -> assertThat(codes).contains("INVALID_AMOUNT"));
        assertThat(scene.raised()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-12-31", "-999999999-01-01", "+294277-01-01", "-4714-01-01"})
    void aDayThatNoCalendarReachesIsNoDay(String day) {
        var finance = "finance-" + scene.organization;
        scene.member(finance, "FINANCE");
        for (var end : List.of("from", "to")) {
            api.person(finance)
                    .document(
                            "query($id: ID!, $filter: GiftFilter!) { node(id: $id) { ... on Organization { gifts(filter: $filter) { nodes { id } } } } }")
                    .variable("id", GlobalId.encode('O', scene.organization))
                    .variable("filter", Map.of(end, day))
                    .execute()
                    .errors()
                    .satisfy(errors -> assertThat(errors)
                            .singleElement()
                            .satisfies(error -> assertThat(error.getMessage()).contains("Date")));
        }
    }

    @Test
    void aNoticeBeyondTheLimitIsTooLargeAndNotAFaultOfOurs() {
        api.client()
                .post()
                .uri("http://localhost/webhooks/payments/sandbox")
                .bodyValue(new byte[70_000])
                .exchange()
                .expectStatus()
                .isEqualTo(413);
    }

    @Test
    void aDraftCanNeitherBeFollowedNorGivenTo() {
        var draft = Scene.campaignOf(scene.organization);
        Scene.run("delete from campaign_cards where id = ?", draft);
        Scene.run("delete from campaign_totals where campaign_id = ?", draft);
        Scene.run("alter table campaigns disable trigger user");
        try {
            Scene.run("update campaigns set status = 'DRAFT', published_at = null where id = ?", draft);
        } finally {
            Scene.run("alter table campaigns enable trigger user");
        }
        var manager = "manager-" + scene.organization;
        scene.member(manager, "ADMIN");
        for (var client : List.of(api.guest(), api.person(manager))) {
            client.document(DONATE)
                    .variable("input", input(Map.of("campaignId", GlobalId.encode('C', draft))))
                    .execute()
                    .path("donate.userErrors[*].code")
                    .entityList(String.class)
                    .containsExactly("CAMPAIGN_NOT_FOUND");
        }
        var asManager =
                Actor.of(Api.ISSUER, manager, false, Set.of(), null, null).withTwoFactors();
        for (var context : List.of(Context.empty(), Context.of(Actor.KEY, asManager))) {
            assertThat(live.progress(draft).collectList().contextWrite(context).block(Duration.ofSeconds(10)))
                    .isEmpty();
        }
    }

    private GraphQlTester.Response give(Map<String, Object> changes) {
        return api.guest().document(DONATE).variable("input", input(changes)).execute();
    }

    private Map<String, Object> input(Map<String, Object> changes) {
        var input = new HashMap<String, Object>(Map.of(
                "campaignId", GlobalId.encode('C', scene.campaign),
                "amount", Map.of("amount", "12.500", "currency", "KWD"),
                "idempotencyKey", UUID.randomUUID().toString(),
                "email", "donor@mail.test"));
        input.putAll(changes);
        return input;
    }
}
