package org.sanad.api.donation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sanad.api.campaign.Intention;
import org.sanad.api.platform.graphql.GlobalId;
import org.sanad.api.platform.money.Money;
import org.sanad.api.platform.text.Locale;
import org.sanad.api.support.Api;
import org.sanad.api.support.SanadTest;
import org.springframework.graphql.test.tester.GraphQlTester;

/** Who sees which gifts, and in how many statements. */
@SanadTest
class GiftListsTest {

    private final Api api;
    private final SettledDonations donations;
    private final Scene scene = Scene.set();

    GiftListsTest(Api api, SettledDonations donations) {
        this.api = api;
        this.donations = donations;
    }

    @Test
    void twentyOrganizationsTimesFiveCampaignsTimesFiveGiftsTakeThreeStatements() {
        var ids = new ArrayList<String>();
        var gifts = new ArrayList<SettledDonation>();
        for (int o = 0; o < 20; o++) {
            var own = Scene.set();
            ids.add(GlobalId.encode('O', own.organization));
            for (int c = 0; c < 5; c++) {
                var campaign = c == 0 ? own.campaign : Scene.campaignOf(own.organization);
                IntStream.range(0, 6).forEach(i -> gifts.add(gift(campaign, i, null, null)));
            }
        }
        donations.recordSettledDonations(gifts).block();
        Scene.platformRole("reader-of-lists", "SUPERVISOR");
        var query = """
                query($ids: [ID!]!) { nodes(ids: $ids) { ... on Organization { slug
                  campaigns(first: 5) { nodes { slug donations(first: 5) { nodes { amount { amount } displayName } } } } } } }""";
        for (var client : List.of(api.guest(), api.person("reader-of-lists"))) {
            long statements = api.statements(() -> client.document(query)
                    .variable("ids", ids)
                    .execute()
                    .path("nodes[*].campaigns.nodes[*].donations.nodes[*].amount.amount")
                    .entityList(String.class)
                    .hasSize(500));
            assertThat(statements).isLessThanOrEqualTo(3);
        }
    }

    @Test
    void aNameIsForItsDonorTheCharityItWasToldAndTheSupervisorWhoIsWrittenDown() {
        donations
                .recordSettledDonations(List.of(
                        gift(scene.campaign, 1, "أبو أحمد", Api.actorId("donor-a")),
                        gift(scene.campaign, 2, null, Api.actorId("donor-b"))))
                .block();
        scene.member("finance-of-lists", "FINANCE");
        scene.member("manager-of-lists", "CAMPAIGN_MANAGER");
        Scene.platformRole("supervisor-of-lists", "SUPERVISOR");

        assertThat(names(api.person("finance-of-lists"))).containsExactlyInAnyOrder("متبرع 1", null);
        assertThat(Scene.number("select count(*) from donor_reads where actor_id = ?", Api.actorId("finance-of-lists")))
                .isZero();
        assertThat(names(api.person("supervisor-of-lists"))).containsExactlyInAnyOrder("متبرع 1", "متبرع 2");
        assertThat(Scene.number(
                        "select count(*) from donor_reads where actor_id = ?", Api.actorId("supervisor-of-lists")))
                .isEqualTo(2);
        for (var other : List.of(api.guest(), api.person("manager-of-lists"), api.person("donor-a"))) {
            gifts(other).path("node.gifts").valueIsNull().path("node.funds").valueIsNull();
        }
        api.person("donor-b")
                .document(
                        "{ viewer { donations(first: 5) { nodes { donor { name } isAnonymous receipt { donorName } } } } }")
                .execute()
                .path("viewer.donations.nodes[*].receipt.donorName")
                .entityList(String.class)
                .containsExactly("متبرع 2");
        api.guest()
                .document(
                        "query($id: ID!) { node(id: $id) { ... on Campaign { donations { nodes { displayName dedication } } } } }")
                .variable("id", GlobalId.encode('C', scene.campaign))
                .execute()
                .path("node.donations.nodes[*].displayName")
                .entityList(String.class)
                .satisfies(shown -> assertThat(shown).containsExactlyInAnyOrder("أبو أحمد", null));
    }

    @Test
    void aListIsFilteredAndReadOnPageByPage() {
        donations
                .recordSettledDonations(IntStream.range(0, 5)
                        .mapToObj(i -> gift(scene.campaign, i, "اسم " + i, null))
                        .toList())
                .block();
        scene.member("finance-of-pages", "FINANCE");
        var query = """
                query($id: ID!, $filter: GiftFilter, $after: String) { node(id: $id) { ... on Organization {
                  gifts(filter: $filter, first: 2, after: $after) { nodes { reference donor { name } } pageInfo { hasNextPage endCursor } } } } }""";
        var seen = new ArrayList<String>();
        String after = null;
        do {
            var page = api.person("finance-of-pages")
                    .document(query)
                    .variable("id", GlobalId.encode('O', scene.organization))
                    .variable("after", after)
                    .execute();
            seen.addAll(page.path("node.gifts.nodes[*].donor.name")
                    .entityList(String.class)
                    .get());
            after = page.path("node.gifts.pageInfo.hasNextPage")
                            .entity(Boolean.class)
                            .get()
                    ? page.path("node.gifts.pageInfo.endCursor")
                            .entity(String.class)
                            .get()
                    : null;
        } while (after != null);
        assertThat(seen).containsExactly("متبرع 4", "متبرع 3", "متبرع 2", "متبرع 1", "متبرع 0");
        for (var typed : List.of("متبرع 3", "R-2026-٠٠٠٠٠٤")) {
            api.person("finance-of-pages")
                    .document(query)
                    .variable("id", GlobalId.encode('O', scene.organization))
                    .variable(
                            "filter",
                            java.util.Map.of(
                                    "query",
                                    typed,
                                    "states",
                                    List.of("SUCCEEDED"),
                                    "from",
                                    "2026-03-01",
                                    "to",
                                    "2026-03-01"))
                    .execute()
                    .path("node.gifts.nodes[*].donor.name")
                    .entityList(String.class)
                    .containsExactly("متبرع 3");
        }
    }

    @Test
    void moneyInAndOutIsPublic() {
        donations.recordSettledDonation(gift(scene.campaign, 1, null, null)).block();
        api.guest()
                .document(
                        "query($id: ID!) { totals { raised { currency } donationCount } node(id: $id) { ... on Organization { finances { currency received { amount } spent { amount } balance { amount } } } } }")
                .variable("id", GlobalId.encode('O', scene.organization))
                .execute()
                .path("node.finances[0].received.amount")
                .entity(String.class)
                .isEqualTo("2.000")
                .path("totals")
                .entityList(Object.class)
                .hasSizeGreaterThan(0);
    }

    @Test
    void aDedicationIsShownOnceAModeratorLetItPass() {
        donations.recordSettledDonation(gift(scene.campaign, 1, "سارة", null)).block();
        Scene.run(
                "update donations set dedication = 'إلى أمي', dedication_state = 'AWAITING_MODERATION' where campaign_id = ?",
                scene.campaign);
        var id = GlobalId.encode(
                'D', (UUID) Scene.column("select id from donations where campaign_id = ?", scene.campaign)
                        .getFirst());
        var mutation =
                "mutation($input: ModerateDedicationInput!) { moderateDedication(input: $input) { donation { dedicationState } userErrors { code } } }";
        Scene.platformRole("moderator-of-gifts", "MODERATOR");
        api.person("anyone")
                .document(mutation)
                .variable("input", java.util.Map.of("donationId", id, "show", true))
                .execute()
                .path("moderateDedication.userErrors[*].code")
                .entityList(String.class)
                .containsExactly("NOT_FOUND");
        assertThat(Scene.column("select dedication from public_donations where campaign_id = ?", scene.campaign))
                .containsOnlyNulls();
        api.person("moderator-of-gifts")
                .document(mutation)
                .variable("input", java.util.Map.of("donationId", id, "show", true))
                .execute()
                .path("moderateDedication.donation.dedicationState")
                .entity(String.class)
                .isEqualTo("SHOWN");
        assertThat(Scene.column("select dedication from public_donations where campaign_id = ?", scene.campaign))
                .containsExactly("إلى أمي");
    }

    private List<String> names(GraphQlTester client) {
        return gifts(client).path("node.gifts.nodes").entityList(java.util.Map.class).get().stream()
                .map(gift -> gift.get("donor") == null
                        ? null
                        : (String) ((java.util.Map<?, ?>) gift.get("donor")).get("name"))
                .toList();
    }

    private GraphQlTester.Response gifts(GraphQlTester client) {
        return client.document(
                        "query($id: ID!) { node(id: $id) { ... on Organization { gifts { nodes { donor { name } } } funds { id } } } }")
                .variable("id", GlobalId.encode('O', scene.organization))
                .execute();
    }

    private static SettledDonation gift(UUID campaign, int n, @Nullable String displayName, @Nullable UUID donor) {
        return new SettledDonation(
                "list:" + campaign + ":" + n,
                campaign,
                new Money(2_000, "KWD"),
                Intention.GENERAL,
                null,
                Instant.parse("2026-03-01T00:00:00Z").plusSeconds(n),
                donor,
                "متبرع " + n,
                displayName,
                null,
                null,
                Locale.AR,
                true);
    }
}
