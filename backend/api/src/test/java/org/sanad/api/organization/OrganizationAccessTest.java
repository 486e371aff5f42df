package org.sanad.api.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sanad.api.platform.text.Locale;
import org.sanad.api.platform.text.LocalizedText;
import org.sanad.api.support.Api;
import org.sanad.api.support.Charities;
import org.sanad.api.support.SanadTest;
import org.springframework.graphql.test.tester.GraphQlTester;

/** Who may change and check organizations, how the directory reads, and how the system enters them. */
@SanadTest
class OrganizationAccessTest {

    private final Api api;
    private final Charities charities;
    private final Organizations organizations;

    OrganizationAccessTest(Api api, Charities charities, Organizations organizations) {
        this.api = api;
        this.charities = charities;
        this.organizations = organizations;
    }

    private GraphQlTester.Response ask(@Nullable String person, String document, Charities.Charity charity) {
        return (person == null ? api.guest() : api.person(person))
                .document(document)
                .variable("id", charity.globalId())
                .execute();
    }

    private static String update(String fields) {
        return "mutation ($id: ID!) { updateOrganization(input: {organizationId: $id, " + fields
                + "}) { organization { name { text(locale: EN) } contacts { value } areas { pcode } sectors"
                + " history { nodes { kind field } } } userErrors { code path } } }";
    }

    @Test
    void administratorsChangeTheRecordAndTheHistoryTellsIt() throws SQLException {
        var charity = charities.charity("قبل");
        var admin = charities.member(charity, OrganizationRole.ADMIN);
        var response = ask(
                admin,
                update(
                        "name: {ar: \"بعد\", en: \"After\"}, areas: [\"SY01\", \"SY02\"], sectors: [HEALTH, HEALTH],"
                                + " contacts: [{kind: PHONE, value: \"+963112345678\"}, {kind: WEBSITE, value: \"https://after.example/\"}]"),
                charity);
        response.path("updateOrganization.organization.name.text")
                .entity(String.class)
                .isEqualTo("After");
        response.path("updateOrganization.organization.sectors")
                .entityList(String.class)
                .containsExactly("HEALTH");
        response.path("updateOrganization.organization.history.nodes[*].field")
                .entityList(String.class)
                .contains("name", "areas", "sectors", "contacts");
        assertThat(told(charity)).isEqualTo(2); // entered, then changed
    }

    @Test
    void everyFaultIsToldAtOnce() {
        var charity = charities.charity("س");
        ask(
                        charities.member(charity, OrganizationRole.ADMIN),
                        update(
                                "name: {}, areas: [\"SY01\", \"XX1\"], contacts: [{kind: PHONE, value: \"12\"}, {kind: EMAIL, value: \"no\"},"
                                        + " {kind: WEBSITE, value: \"javascript:alert(1)\"}]"),
                        charity)
                .path("updateOrganization.userErrors[*].path")
                .entityList(List.class)
                .containsExactly(
                        List.of("name"),
                        List.of("areas", "1"),
                        List.of("contacts", "0", "value"),
                        List.of("contacts", "1", "value"),
                        List.of("contacts", "2", "value"));
    }

    @Test
    void nobodyElseChangesTheRecord() throws SQLException {
        var charity = charities.charity("ثابتة");
        var change = update("name: {ar: \"مسروقة\"}");
        ask(null, change, charity)
                .errors()
                .satisfy(errors -> assertThat(errors)
                        .singleElement()
                        .satisfies(
                                error -> assertThat(error.getExtensions()).containsEntry("code", "UNAUTHENTICATED")));
        for (var person : List.of(
                "nobody-" + UUID.randomUUID(),
                charities.member(charity, OrganizationRole.CAMPAIGN_MANAGER),
                charities.member(charities.charity("أخرى"), OrganizationRole.ADMIN),
                charities.officer(PlatformRole.REGISTRAR, Jurisdiction.SY))) {
            ask(person, change, charity)
                    .path("updateOrganization.userErrors[0].code")
                    .entity(String.class)
                    .isEqualTo("FORBIDDEN");
        }
        assertThat(Objects.requireNonNull(organizations.bySlug(charity.slug()).block())
                        .name()
                        .text(Locale.AR))
                .isEqualTo("ثابتة");
        assertThat(told(charity)).isEqualTo(1);
    }

    private static final String VERIFY = """
            mutation ($id: ID!) {
              verifyOrganization(input: {organizationId: $id, state: VERIFIED, note: {ar: "اطّلعنا على الإشهار"}}) {
                organization { verification { state at note { text(locale: AR) } by { slug } } history { nodes { kind } } }
                userErrors { code }
              }
            }
            """;

    @Test
    void aRegistrarVerifiesWithinTheJurisdiction() throws SQLException {
        var charity = charities.charity("تحت التحقق");
        for (var person : List.of(
                charities.member(charity, OrganizationRole.ADMIN),
                charities.officer(PlatformRole.REGISTRAR, Jurisdiction.KW),
                charities.officer(PlatformRole.SUPERVISOR, Jurisdiction.SY))) {
            ask(person, VERIFY, charity)
                    .path("verifyOrganization.userErrors[0].code")
                    .entity(String.class)
                    .isEqualTo("FORBIDDEN");
        }
        assertThat(told(charity)).isEqualTo(1);
        var registrar = charities.officer(PlatformRole.REGISTRAR, Jurisdiction.SY);
        var response = ask(registrar, VERIFY, charity);
        response.path("verifyOrganization.organization.verification.state")
                .entity(String.class)
                .isEqualTo("VERIFIED");
        response.path("verifyOrganization.organization.verification.note.text")
                .entity(String.class)
                .isEqualTo("اطّلعنا على الإشهار");
        response.path("verifyOrganization.organization.history.nodes[0].kind")
                .entity(String.class)
                .isEqualTo("VERIFICATION_CHANGED");
        assertThat(told(charity)).isEqualTo(2);
    }

    @Test
    void aDecisionThatThePublicTrustsSaysWhy() throws SQLException {
        var charity = charities.charity("بلا بيان");
        var registrar = charities.officer(PlatformRole.REGISTRAR, Jurisdiction.SY);
        for (var state : List.of("VERIFIED", "REVOKED")) {
            for (var note : List.of("", ", note: {}", ", note: {ar: \"  \"}")) {
                ask(registrar, decide(state, note), charity)
                        .path("verifyOrganization.userErrors[0].code")
                        .entity(String.class)
                        .isEqualTo("REQUIRED");
            }
        }
        assertThat(told(charity)).isEqualTo(1);
        ask(registrar, decide("IN_REVIEW", ""), charity)
                .path("verifyOrganization.organization.verification.state")
                .entity(String.class)
                .isEqualTo("IN_REVIEW");
    }

    private static String decide(String state, String note) {
        return "mutation ($id: ID!) { verifyOrganization(input: {organizationId: $id, state: " + state + note
                + "}) { organization { verification { state } } userErrors { code path } } }";
    }

    private static final String OVERSEEN = """
            query ($id: ID!) {
              node(id: $id) { ... on Organization { viewerCanVerify viewerCanReadGifts decisions { state note { text(locale: AR) } } } }
            }
            """;

    @Test
    void theRolesAcrossThePlatformHoldInTheirCountry() {
        var charity = charities.charity("تحت الإشراف");
        var registrar = charities.officer(PlatformRole.REGISTRAR, Jurisdiction.SY);
        ask(registrar, OVERSEEN, charity)
                .path("node.decisions")
                .entityList(Object.class)
                .hasSize(0);
        ask(registrar, decide("IN_REVIEW", ", note: {ar: \"قيد الزيارة\"}"), charity);
        ask(registrar, decide("VERIFIED", ", note: {ar: \"زرناها\"}"), charity);
        assertOversight(registrar, charity, true, false);
        ask(registrar, OVERSEEN, charity)
                .path("node.decisions[*].note.text")
                .entityList(String.class)
                .containsExactly("زرناها", "قيد الزيارة");
        assertThat(api.statements(() -> ask(registrar, OVERSEEN, charity))).isLessThanOrEqualTo(4);

        var supervisor = charities.officer(PlatformRole.SUPERVISOR, Jurisdiction.SY);
        assertOversight(supervisor, charity, false, true);
        assertOversight(charities.member(charity, OrganizationRole.FINANCE), charity, false, true);
        var everywhere = charities.officer(PlatformRole.REGISTRAR, null);
        assertOversight(everywhere, charity, true, false);
        for (var person : List.of(
                charities.officer(PlatformRole.REGISTRAR, Jurisdiction.KW),
                charities.officer(PlatformRole.MODERATOR, null),
                charities.member(charity, OrganizationRole.CAMPAIGN_MANAGER))) {
            assertOversight(person, charity, false, false);
        }
        for (var person : List.of(supervisor, charities.officer(PlatformRole.REGISTRAR, Jurisdiction.KW))) {
            ask(person, OVERSEEN, charity).path("node.decisions").valueIsNull();
        }
        api.person(registrar)
                .document("{ viewer { platformRoles oversight { role jurisdiction } } }")
                .execute()
                .path("viewer.oversight")
                .entityList(Map.class)
                .containsExactly(Map.of("role", "REGISTRAR", "jurisdiction", "SY"))
                .path("viewer.platformRoles")
                .entityList(String.class)
                .containsExactly("REGISTRAR");
    }

    private void assertOversight(String person, Charities.Charity charity, boolean verifies, boolean readsGifts) {
        ask(person, OVERSEEN, charity)
                .path("node.viewerCanVerify")
                .entity(Boolean.class)
                .isEqualTo(verifies)
                .path("node.viewerCanReadGifts")
                .entity(Boolean.class)
                .isEqualTo(readsGifts);
    }

    @Test
    void theDatabaseLetsNoAdministratorVerifyTheirOwn() throws SQLException {
        var charity = charities.charity("س");
        var admin = charities.member(charity, OrganizationRole.ADMIN);
        try (var connection = Api.as("sanad_api");
                var statement = connection.createStatement()) {
            statement.execute("select set_config('sanad.actor', '" + Api.actorId(admin)
                    + "', false), set_config('sanad.two_factors', 'on', false)");
            assertThatThrownBy(() -> statement.execute(
                            "update sanad.organizations set verification_state = 'VERIFIED' where id = '" + charity.id()
                                    + "'"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> statement.execute(
                            "insert into sanad.organization_verifications (organization_id, state, actor_id) values ('"
                                    + charity.id() + "', 'VERIFIED', '" + Api.actorId(admin) + "')"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> statement.execute(
                            "insert into sanad.memberships (organization_id, actor_id, roles, state) values ('"
                                    + charity.id() + "', '" + Api.actorId(admin) + "', '{ADMIN}', 'ACTIVE')"))
                    .isInstanceOf(SQLException.class);
        }
    }

    private long told(Charities.Charity charity) throws SQLException {
        try (var owner = Api.as("sanad_owner");
                var statement = owner.prepareStatement("select count(*) from sanad.outbox where aggregate_id = ?")) {
            statement.setObject(1, charity.id());
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    @Test
    void theDirectoryIsInTheOrderOfTheReadersAlphabetAndPages() {
        var mark = "dir" + UUID.randomUUID().toString().replaceAll("[0-9-]", "");
        for (var name : List.of("يد العون", "أمل", "بذرة", "الإحسان", "آفاق")) {
            charities.charity(name + " " + mark);
        }
        assertThat(directory(mark, "NAME", null))
                .isEqualTo(directory(mark, "NAME", 2))
                .hasSize(5);
        assertThat(directory(mark, "NAME", null).stream().map(name -> name.replace(" " + mark, "")))
                .containsExactly("آفاق", "الإحسان", "أمل", "بذرة", "يد العون");
        assertThat(directory(mark, "NEWEST", 2))
                .isEqualTo(directory(mark, "NEWEST", null))
                .hasSize(5);
        assertThat(directory(mark, "RELEVANCE", 2)).containsExactlyInAnyOrderElementsOf(directory(mark, "NAME", null));
        assertThat(api.statements(() -> directory(mark, "NAME", null))).isEqualTo(1);
    }

    private List<String> directory(String query, String order, @Nullable Integer size) {
        var names = new java.util.ArrayList<String>();
        String after = null;
        do {
            var response = api.guest()
                    .document(
                            "query ($q: String!, $order: OrganizationOrder, $first: Int, $after: String) { organizations(filter: {query: $q,"
                                    + " kinds: [CHARITY], jurisdictions: [SY], verification: [UNVERIFIED]}, orderBy: $order, first: $first,"
                                    + " after: $after) { nodes { name { text(locale: AR) } } pageInfo { hasNextPage endCursor } } }")
                    .variable("q", query)
                    .variable("order", order)
                    .variable("first", size == null ? 100 : size)
                    .variable("after", after)
                    .execute();
            names.addAll(response.path("organizations.nodes[*].name.text")
                    .entityList(String.class)
                    .get());
            after = response.path("organizations.pageInfo.hasNextPage")
                            .entity(Boolean.class)
                            .get()
                    ? response.path("organizations.pageInfo.endCursor")
                            .entity(String.class)
                            .get()
                    : null;
        } while (after != null);
        return names;
    }

    @Test
    void theSystemKnowsABodyAgainByItsNumbers() {
        var number = new Identifier("GB-COH", UUID.randomUUID().toString());
        var slug = "known-" + UUID.randomUUID();
        var first = entered(body(slug, "First").identifiedBy(number));
        assertThat(first.verdict()).isEqualTo(Registered.Verdict.CREATED);
        assertThat(entered(body("other-" + slug, "First").identifiedBy(number)))
                .isEqualTo(new Registered(first.id(), slug, Registered.Verdict.UNCHANGED));
        assertThat(entered(body(slug, "Second").identifiedBy(number)).verdict()).isEqualTo(Registered.Verdict.CHANGED);
        // another body that wishes for the same slug gets one of its own
        var other = entered(body(slug, "Other")
                .identifiedBy(new Identifier("GB-COH", UUID.randomUUID().toString())));
        assertThat(other.slug()).isEqualTo(slug + "-2");
    }

    private static RegisterOrganization body(String slug, String name) {
        return RegisterOrganization.named(
                slug, OrganizationKind.NGO, Jurisdiction.XX, LocalizedText.of(Locale.EN, name));
    }

    private Registered entered(RegisterOrganization command) {
        return Objects.requireNonNull(organizations.register(List.of(command)).block())
                .getFirst();
    }

    @Test
    void knowsEveryAreaOfThreeCountries() {
        for (var expected : Map.of("SY", 14, "KW", 6, "IR", 31, "XX", 0).entrySet()) {
            api.guest()
                    .document(
                            "query ($j: Jurisdiction!) { areas(jurisdiction: $j) { id pcode isoCode name(locale: FA) } }")
                    .variable("j", expected.getKey())
                    .execute()
                    .path("areas")
                    .entityList(Object.class)
                    .hasSize(expected.getValue());
        }
        api.guest()
                .document("{ areas(jurisdiction: IR) { id } }")
                .execute()
                .path("areas[0].id")
                .entity(String.class)
                .satisfies(id -> api.guest()
                        .document("query ($id: ID!) { node(id: $id) { ... on Area { pcode } } }")
                        .variable("id", id)
                        .execute()
                        .path("node.pcode")
                        .entity(String.class)
                        .isEqualTo("IR001"));
    }
}
