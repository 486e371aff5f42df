package org.sanad.api.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanad.api.organization.OrganizationRole;
import org.sanad.api.platform.graphql.GlobalId;
import org.sanad.api.support.Api;
import org.sanad.api.support.Charities;
import org.sanad.api.support.SanadTest;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

/** Who may see and change campaigns; a denied case changes nothing. */
@SanadTest
class CampaignAccessTest {

    private final Api api;
    private final Charities charities;
    private final Campaigns campaigns;

    private Charities.Charity own;
    private Charities.Charity other;
    private Recorded draft;
    private Recorded published;
    private String manager;
    private String viewer;
    private String stranger;

    CampaignAccessTest(Api api, Charities charities, Campaigns campaigns) {
        this.api = api;
        this.charities = charities;
        this.campaigns = campaigns;
    }

    @BeforeEach
    void people() {
        own = charities.charity("صاحبة الحملة");
        other = charities.charity("جمعية أخرى");
        manager = charities.member(own, OrganizationRole.CAMPAIGN_MANAGER);
        viewer = charities.member(own, OrganizationRole.VIEWER, OrganizationRole.FINANCE);
        stranger = charities.member(other, OrganizationRole.ADMIN);
        var recorded = Objects.requireNonNull(campaigns
                .record(List.of(
                        CampaignWorld.campaign(
                                own.id(),
                                "draft-" + UUID.randomUUID(),
                                "مسودة سرية",
                                CampaignStatus.DRAFT,
                                null,
                                Instant.now()),
                        CampaignWorld.campaign(own.id(), "published-" + UUID.randomUUID(), "حملة منشورة")))
                .block());
        draft = recorded.get(0);
        published = recorded.get(1);
    }

    private HttpGraphQlTester as(@Nullable String person) {
        return person == null ? api.guest() : api.person(person);
    }

    @Test
    void aDraftIsItsOrganizationsOwn() {
        for (var insider : List.of(manager, viewer)) {
            assertThat(sees(insider, draft)).isTrue();
        }
        for (var outsider : new String[] {null, stranger}) {
            assertThat(sees(outsider, draft)).isFalse();
            assertThat(sees(outsider, published)).isTrue();
        }
    }

    private boolean sees(@Nullable String person, Recorded campaign) {
        var response = as(person)
                .document("""
                        query ($slug: String!, $id: ID!, $organization: String!) {
                          campaignBySlug(slug: $slug) { slug }
                          node(id: $id) { id }
                          organizationBySlug(slug: $organization) { campaigns(first: 10) { totalCount nodes { slug } } }
                        }
                        """)
                .variable("slug", campaign.slug())
                .variable("id", GlobalId.encode('C', campaign.id()))
                .variable("organization", own.slug())
                .execute();
        boolean bySlug = !isNull(response.path("campaignBySlug"));
        boolean byId = !isNull(response.path("node"));
        var listed = response.path("organizationBySlug.campaigns.nodes[*].slug")
                .entityList(String.class)
                .get();
        assertThat(byId).isEqualTo(bySlug);
        assertThat(listed.contains(campaign.slug())).isEqualTo(bySlug);
        response.path("organizationBySlug.campaigns.totalCount")
                .entity(Integer.class)
                .isEqualTo(listed.size());
        return bySlug;
    }

    private static boolean isNull(GraphQlTester.Path path) {
        try {
            path.valueIsNull();
            return true;
        } catch (AssertionError there) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"updateCampaign", "publishCampaign", "pauseCampaign", "closeCampaign", "postCampaignUpdate"})
    void onlyManagersChangeACampaign(String mutation) throws SQLException {
        var before = standing();
        assertThat(code(null, mutation, published)).isEqualTo("UNAUTHENTICATED");
        assertThat(code(stranger, mutation, published)).isEqualTo("FORBIDDEN");
        assertThat(code(viewer, mutation, published)).isEqualTo("FORBIDDEN");
        assertThat(code(stranger, mutation, draft)).isEqualTo("NOT_FOUND");
        assertThat(code("nobody-" + UUID.randomUUID(), mutation, draft)).isEqualTo("NOT_FOUND");
        assertThat(standing()).isEqualTo(before);
    }

    @Test
    void onlyManagersCreateCampaigns() throws SQLException {
        var before = standing();
        for (var person : new String[] {null, stranger, viewer}) {
            var response = as(person)
                    .document(CampaignLifeTest.CREATE)
                    .variable("organization", own.globalId())
                    .variable(
                            "fields", Map.of("title", CampaignLifeTest.text("ع"), "goal", CampaignLifeTest.money("10")))
                    .execute();
            if (person == null) {
                response.errors().satisfy(errors -> assertThat(errors).isNotEmpty());
            } else {
                response.path("createCampaign.userErrors[0].code")
                        .entity(String.class)
                        .isEqualTo("FORBIDDEN");
            }
        }
        assertThat(standing()).isEqualTo(before);
    }

    private String code(@Nullable String person, String mutation, Recorded campaign) {
        var more = switch (mutation) {
            case "updateCampaign" -> ", version: 1, fields: {title: {ar: \"تغيير\"}}";
            case "postCampaignUpdate" -> ", title: {ar: \"خبر\"}, body: {ar: \"خبر\"}";
            default -> "";
        };
        var codes = new String[1];
        var response = as(person)
                .document("mutation ($id: ID!) { " + mutation + "(input: {campaignId: $id" + more
                        + "}) { userErrors { code } } }")
                .variable("id", GlobalId.encode('C', campaign.id()))
                .execute();
        response.errors()
                .satisfy(errors -> errors.forEach(
                        error -> codes[0] = String.valueOf(error.getExtensions().get("code"))));
        return codes[0] != null
                ? codes[0]
                : response.path(mutation + ".userErrors[0].code")
                        .entity(String.class)
                        .get();
    }

    /** Everything that a change would leave behind. */
    private String standing() throws SQLException {
        try (var owner = Api.as("sanad_owner");
                var statement = owner.prepareStatement("""
                        select string_agg(c::text, ',' order by c.id) || (
                          select count(*)::text from sanad.outbox o join sanad.campaigns k on k.id = o.aggregate_id where k.organization_id = ?)
                          || (select count(*) from sanad.campaign_updates u join sanad.campaigns k on k.id = u.campaign_id
                              where k.organization_id = ?)
                        from sanad.campaigns c where c.organization_id = ?
                        """)) {
            for (int i = 1; i <= 3; i++) {
                statement.setObject(i, own.id());
            }
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    @Test
    void theDatabaseItselfHidesAndKeeps() throws SQLException {
        try (var connection = Api.as("sanad_api")) {
            connection.setAutoCommit(false);
            act(connection, stranger);
            assertThat(count(connection, "select count(*) from sanad.campaigns where id = '" + draft.id() + "'"))
                    .isZero();
            assertThat(count(connection, "select count(*) from sanad.campaign_cards where id = '" + draft.id() + "'"))
                    .isZero();
            assertThat(count(
                            connection,
                            "with u as (update sanad.campaigns set version = 9 where id = '" + published.id()
                                    + "' returning 1) select count(*) from u"))
                    .isZero();
            refuses(
                    connection,
                    "insert into sanad.campaign_updates (campaign_id, title, body) values ('" + published.id()
                            + "', '{\"ar\":\"x\",\"origin\":\"ar\"}', '{\"ar\":\"x\",\"origin\":\"ar\"}')");
            act(connection, manager);
            assertThat(count(connection, "select count(*) from sanad.campaigns where id = '" + draft.id() + "'"))
                    .isOne();
            refuses(
                    connection,
                    "update sanad.campaign_totals set raised = 1 where campaign_id = '" + published.id() + "'");
            refuses(connection, "update sanad.campaigns set is_demo = true where id = '" + published.id() + "'");
            refuses(connection, "update sanad.campaigns set organization_id = '" + other.id() + "'");
            refuses(
                    connection,
                    "update sanad.campaigns set status = 'DRAFT', published_at = null where id = '" + published.id()
                            + "'");
            refuses(connection, "delete from sanad.campaigns");
        }
    }

    private static void act(Connection connection, String person) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("select set_config('sanad.actor', '" + Api.actorId(person)
                    + "', false), set_config('sanad.two_factors', 'on', false)");
        }
    }

    private static long count(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void refuses(Connection connection, String sql) throws SQLException {
        var savepoint = connection.setSavepoint();
        try (var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql)).isInstanceOf(SQLException.class);
        }
        connection.rollback(savepoint);
    }

    @Test
    void twoManagersDontWriteOverEachOther() {
        var update = CampaignLifeTest.UPDATE;
        var id = GlobalId.encode('C', published.id());
        api.person(manager)
                .document(update)
                .variable("id", id)
                .variable("version", 1)
                .variable("fields", Map.of("title", CampaignLifeTest.text("الأولى")))
                .execute()
                .path("updateCampaign.campaign.version")
                .entity(Integer.class)
                .isEqualTo(2);
        api.person(manager)
                .document(update)
                .variable("id", id)
                .variable("version", 1)
                .variable("fields", Map.of("title", CampaignLifeTest.text("الثانية")))
                .execute()
                .path("updateCampaign.userErrors[0].code")
                .entity(String.class)
                .isEqualTo("CONFLICT");
    }

    @Test
    void tellsEveryFaultAtOnce() {
        api.person(manager)
                .document(CampaignLifeTest.UPDATE)
                .variable("id", GlobalId.encode('C', published.id()))
                .variable("version", 1)
                .variable(
                        "fields",
                        Map.ofEntries(
                                Map.entry("title", Map.of("ar", "ا".repeat(151))),
                                Map.entry("summary", Map.of()),
                                Map.entry("story", Map.of("en", "Give <b>now</b>")),
                                Map.entry("sdgs", List.of(4, 18)),
                                Map.entry("areas", List.of("SY99")),
                                Map.entry("goal", Map.of("amount", "10.001", "currency", "SYP")),
                                Map.entry("minimumGift", Map.of("amount", "1", "currency", "USD")),
                                Map.entry("endsOn", "2025-01-01"),
                                Map.entry("intentions", List.of("ZAKAT")),
                                Map.entry("feePercent", "101"),
                                Map.entry("imageId", "nonsense"),
                                Map.entry("purpose", "NATIONAL_INITIATIVE")))
                .execute()
                .path("updateCampaign.userErrors[*].code")
                .entityList(String.class)
                .satisfies(codes -> assertThat(codes)
                        .containsExactlyInAnyOrder(
                                "TOO_LONG", // title
                                "REQUIRED", // summary of a published campaign
                                "INVALID", // HTML
                                "INVALID", // sdg
                                "INVALID", // area
                                "INVALID", // goal
                                "CURRENCY_MISMATCH",
                                "DATES",
                                "REQUIRED", // authority
                                "INVALID", // fee
                                "NOT_FOUND", // picture
                                "REQUIRED")); // initiative
    }

    @Test
    void takesAwayWhatIsGivenAsNull() {
        var id = GlobalId.encode('C', published.id());
        api.person(manager)
                .document(CampaignLifeTest.UPDATE)
                .variable("id", id)
                .variable("version", 1)
                .variable("fields", Map.of("endsOn", "2030-05-01"))
                .execute()
                .path("updateCampaign.campaign.endsOn")
                .entity(String.class)
                .isEqualTo("2030-05-01");
        api.person(manager)
                .document(CampaignLifeTest.UPDATE)
                .variable("id", id)
                .variable("version", 2)
                .variable("fields", Map.of("title", CampaignLifeTest.text("تبقى")))
                .execute()
                .path("updateCampaign.campaign.endsOn")
                .entity(String.class)
                .isEqualTo("2030-05-01");
        var none = new java.util.HashMap<String, Object>();
        none.put("endsOn", null);
        api.person(manager)
                .document(CampaignLifeTest.UPDATE)
                .variable("id", id)
                .variable("version", 3)
                .variable("fields", none)
                .execute()
                .path("updateCampaign.campaign.endsOn")
                .valueIsNull();
    }

    @Test
    void goalAndCurrencyAreFixedOnceAGiftHasComeIn() throws SQLException {
        var id = GlobalId.encode('C', published.id());
        assertThat(goal(id, 1, "2000", "SYP")).isEmpty();
        assertThat(goal(id, 2, "2000", "USD")).containsExactly("LOCKED_BY_GIFTS");
        try (var owner = Api.as("sanad_owner");
                var statement = owner.createStatement()) {
            statement.execute("update sanad.campaign_totals set raised = 500, donation_count = 1 where campaign_id = '"
                    + published.id() + "'");
            statement.execute("update sanad.campaign_totals set raised = 0, donation_count = 0 where campaign_id = '"
                    + published.id() + "'");
        }
        assertThat(goal(id, 2, "3000", "SYP")).containsExactly("LOCKED_BY_GIFTS");
        assertThat(goal(id, 2, "2000", "SYP")).isEmpty();
        try (var connection = Api.as("sanad_api")) {
            connection.setAutoCommit(false);
            act(connection, manager);
            refuses(connection, "update sanad.campaigns set goal = 7 where id = '" + published.id() + "'");
        }
    }

    private List<String> goal(String id, int version, String amount, String currency) {
        return api.person(manager)
                .document(CampaignLifeTest.UPDATE)
                .variable("id", id)
                .variable("version", version)
                .variable("fields", Map.of("goal", Map.of("amount", amount, "currency", currency)))
                .execute()
                .path("updateCampaign.userErrors[*].code")
                .entityList(String.class)
                .get();
    }

    @Test
    void entersTheSameTwiceWithoutASecondEffect() {
        var command = CampaignWorld.campaign(own.id(), "again-" + UUID.randomUUID(), "مرة");
        assertThat(verdict(command)).isEqualTo(Recorded.Verdict.CREATED);
        assertThat(verdict(command)).isEqualTo(Recorded.Verdict.UNCHANGED);
        assertThat(verdict(CampaignWorld.campaign(own.id(), command.slug(), "مرة أخرى")))
                .isEqualTo(Recorded.Verdict.CHANGED);
    }

    private Recorded.Verdict verdict(RecordCampaign command) {
        return Objects.requireNonNull(campaigns.record(List.of(command)).block())
                .getFirst()
                .verdict();
    }
}
