package org.sanad.api.organization;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanad.api.support.Api;
import org.sanad.api.support.Charities;
import org.sanad.api.support.SanadTest;
import org.springframework.graphql.ResponseError;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

/** A role counts only for whoever gave a second factor; the token says whether they did. */
@SanadTest
class SecondFactorTest {

    private static final List<String> ONE = List.of("pwd");
    private static final String RENAME = """
            mutation($id: ID!) { updateOrganization(input: {organizationId: $id, name: {ar: "مسروقة"}}) {
              organization { id } userErrors { code } } }""";
    private static final String LOOK = """
            query($id: ID!) { viewer { needsSecondFactor memberships { roles } platformRoles }
              node(id: $id) { ... on Organization {
                name { text(locale: AR) } viewerCanAdminister viewerCanReadGifts viewerCanVerify } } }""";

    private final Api api;
    private final Charities charities;

    SecondFactorTest(Api api, Charities charities) {
        this.api = api;
        this.charities = charities;
    }

    @Test
    void anAdministratorWithOneFactorIsToldWhereToSetUpTheOther() throws SQLException {
        var charity = charities.charity("ثابتة");
        var admin = charities.member(charity, OrganizationRole.ADMIN);

        ask(api.person(admin, ONE), RENAME, charity).errors().satisfy(SecondFactorTest::isSentOn);
        ask(
                        api.person(admin, ONE),
                        "mutation($id: ID!) { inviteMember(input: {organizationId: $id, email: \"x@mail.test\", roles: [ADMIN]})"
                                + " { membership { id } userErrors { code } } }",
                        charity)
                .errors()
                .satisfy(SecondFactorTest::isSentOn);
        ask(
                        api.person(admin, ONE),
                        "query($id: ID!) { node(id: $id) { ... on Organization {"
                                + " slug members { nodes { id } } funds { id } decisions { state } } } }",
                        charity)
                .errors()
                .satisfy(errors -> assertThat(errors)
                        .hasSize(3)
                        .allSatisfy(error ->
                                assertThat(error.getExtensions()).containsEntry("code", "SECOND_FACTOR_REQUIRED")))
                .path("node.slug")
                .entity(String.class)
                .isEqualTo(charity.slug());

        assertThat(invitations(charity)).isZero();
        ask(api.person(admin), LOOK, charity)
                .path("node.name.text")
                .entity(String.class)
                .isEqualTo("ثابتة");
    }

    @Test
    void withOneFactorAPersonHasRolesThatDoNotCountYet() {
        var charity = charities.charity("س");
        var admin = charities.member(charity, OrganizationRole.ADMIN);
        looks(ask(api.person(admin, ONE), LOOK, charity), true, false, false, false)
                .path("viewer.memberships[*].roles[0]")
                .entityList(String.class)
                .containsExactly("ADMIN");
        looks(ask(api.person(admin), LOOK, charity), false, true, true, false);
        var registrar = charities.officer(PlatformRole.REGISTRAR, Jurisdiction.SY);
        looks(ask(api.person(registrar, ONE), LOOK, charity), true, false, false, false)
                .path("viewer.platformRoles")
                .entityList(String.class)
                .containsExactly("REGISTRAR");
        looks(ask(api.person(registrar), LOOK, charity), false, false, false, true);
        var supervisor = charities.officer(PlatformRole.SUPERVISOR, Jurisdiction.SY);
        looks(ask(api.person(supervisor, ONE), LOOK, charity), true, false, false, false);
        looks(ask(api.person(supervisor), LOOK, charity), false, false, true, false);
    }

    @Test
    void whoHoldsNoRoleIsRefusedAsBefore() {
        var charity = charities.charity("س");
        var donor = "donor-" + UUID.randomUUID();
        looks(ask(api.person(donor, ONE), LOOK, charity), false, false, false, false);
        ask(api.person(donor, ONE), RENAME, charity)
                .path("updateOrganization.userErrors[*].code")
                .entityList(String.class)
                .containsExactly("FORBIDDEN");
        ask(
                        api.person(donor, ONE),
                        "query($id: ID!) { node(id: $id) { ... on Organization { members { nodes { id } } funds { id } } } }",
                        charity)
                .path("node.members")
                .valueIsNull()
                .path("node.funds")
                .valueIsNull();
    }

    @Test
    void theDatabaseCountsNoRoleWithoutASecondFactorEither() throws SQLException {
        var charity = charities.charity("س");
        var admin = charities.member(charity, OrganizationRole.ADMIN);
        var registrar = charities.officer(PlatformRole.REGISTRAR, null);
        try (var connection = Api.as("sanad_api");
                var statement = connection.createStatement()) {
            statement.execute("set search_path = sanad");
            for (var factors : List.of("", "off", "on")) {
                statement.execute("select set_config('sanad.two_factors', '" + factors + "', false)");
                boolean counts = factors.equals("on");
                try (var row = statement.executeQuery("select set_config('sanad.actor', '" + Api.actorId(admin)
                        + "', false), cardinality(organizations_of_actor()), cardinality(finance_organizations())")) {
                    row.next();
                    assertThat(List.of(row.getInt(2), row.getInt(3))).containsOnly(counts ? 1 : 0);
                }
                try (var row = statement.executeQuery("select set_config('sanad.actor', '" + Api.actorId(registrar)
                        + "', false), has_platform_role('REGISTRAR')")) {
                    row.next();
                    assertThat(row.getBoolean(2)).isEqualTo(counts);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"ar,تطبيق المصادقة", "fa,برنامهٔ احراز هویت", "en,authenticator app"})
    void saysSoInTheReadersLanguage(String language, String words) {
        var charity = charities.charity("س");
        var admin = charities.member(charity, OrganizationRole.ADMIN);
        var tester = api.person(admin, ONE)
                .mutate()
                .header("Accept-Language", language)
                .build();
        ask(tester, RENAME, charity)
                .errors()
                .satisfy(errors -> assertThat(errors)
                        .singleElement()
                        .satisfies(error -> assertThat(error.getMessage()).contains(words)));
    }

    private static GraphQlTester.Response ask(HttpGraphQlTester who, String document, Charities.Charity charity) {
        return who.document(document).variable("id", charity.globalId()).execute();
    }

    private static GraphQlTester.Response looks(
            GraphQlTester.Response seen, boolean needs, boolean administers, boolean readsGifts, boolean verifies) {
        seen.path("viewer.needsSecondFactor")
                .entity(Boolean.class)
                .isEqualTo(needs)
                .path("node.viewerCanAdminister")
                .entity(Boolean.class)
                .isEqualTo(administers)
                .path("node.viewerCanReadGifts")
                .entity(Boolean.class)
                .isEqualTo(readsGifts)
                .path("node.viewerCanVerify")
                .entity(Boolean.class)
                .isEqualTo(verifies);
        return seen;
    }

    private static void isSentOn(List<ResponseError> errors) {
        assertThat(errors).singleElement().satisfies(error -> {
            assertThat(error.getExtensions()).containsEntry("code", "SECOND_FACTOR_REQUIRED");
            assertThat((String) error.getExtensions().get("url"))
                    .startsWith("http://localhost")
                    .endsWith("/auth/login?acr_values=aal2&return=/staff");
        });
    }

    private static long invitations(Charities.Charity charity) throws SQLException {
        try (var owner = Api.as("sanad_owner");
                var statement = owner.prepareStatement(
                        "select count(*) from sanad.memberships where organization_id = ? and state = 'INVITED'")) {
            statement.setObject(1, charity.id());
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
