package org.sanad.api.organization;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sanad.api.platform.security.Scope;
import org.sanad.api.support.Api;
import org.sanad.api.support.Charities;
import org.sanad.api.support.SanadTest;
import org.springframework.graphql.test.tester.GraphQlTester;

/** Partners' programs as members: added by an administrator alone, and never one themselves. */
@SanadTest
class ProgramsTest {

    private static final String ADD = """
            mutation ($input: AddProgramInput!) { addProgram(input: $input) {
              membership { id name email state roles isProgram clientId } userErrors { code path } } }""";
    private static final String SET = """
            mutation ($input: SetMemberRolesInput!) { setMemberRoles(input: $input) {
              membership { state roles } userErrors { code path } } }""";
    private static final String MINE = "{ viewer { isPartner memberships { roles organization { id } } } }";

    private final Api api;
    private final Charities.Charity charity;
    private final String admin;
    private final String program = "partner-" + UUID.randomUUID();

    ProgramsTest(Api api, Charities charities) {
        this.api = api;
        this.charity = charities.charity("جمعية البرامج");
        this.admin = charities.member(charity, OrganizationRole.ADMIN);
    }

    @Test
    void aProgramActsInItsRolesUntilItIsRemoved() {
        var added = add(api.person(admin), Map.of("name", "Ledger bridge"));
        added.path("addProgram.userErrors").entityList(Object.class).hasSize(0);
        added.path("addProgram.membership.isProgram").entity(Boolean.class).isEqualTo(true);
        added.path("addProgram.membership.clientId").entity(String.class).isEqualTo(program);
        added.path("addProgram.membership.state").entity(String.class).isEqualTo("ACTIVE");
        var id = added.path("addProgram.membership.id").entity(String.class).get();
        roles("FINANCE");
        codes(add(api.person(admin), Map.of()), "addProgram", "ALREADY_MEMBER");

        api.person(admin)
                .document("query ($id: ID!) { node(id: $id) { ... on Organization { members(first: 10) { nodes {"
                        + " isProgram name } } } } }")
                .variable("id", charity.globalId())
                .execute()
                .path("node.members.nodes[?(@.isProgram==true)].name")
                .entityList(String.class)
                .containsExactly("Ledger bridge");

        codes(set(id, "ADMIN"), "setMemberRoles", "INVALID");
        roles("FINANCE");
        set(id, "CAMPAIGN_MANAGER")
                .path("setMemberRoles.userErrors")
                .entityList(Object.class)
                .hasSize(0);
        roles("CAMPAIGN_MANAGER");
        set(id).path("setMemberRoles.membership.state").entity(String.class).isEqualTo("ENDED");
        roles();
    }

    @Test
    void refusesAndChangesNothing() {
        codes(add(api.person(admin), Map.of("roles", List.of("ADMIN"))), "addProgram", "INVALID");
        codes(add(api.person(admin), Map.of("roles", List.of())), "addProgram", "REQUIRED");
        codes(add(api.person(admin), Map.of("clientId", " ")), "addProgram", "REQUIRED");
        codes(add(api.person(admin), Map.of("clientId", "two words")), "addProgram", "INVALID");
        codes(add(api.person(admin), Map.of("issuer", "https://evil.example")), "addProgram", "INVALID");
        // people are asked, and not added
        codes(add(api.person(admin), Map.of("clientId", admin)), "addProgram", "INVALID");
        codes(add(api.person("stranger-" + UUID.randomUUID()), Map.of()), "addProgram", "FORBIDDEN");
        codes(add(api.partner(program, Scope.ORGANIZATIONS_WRITE), Map.of()), "addProgram", "FORBIDDEN");
        roles();
    }

    private GraphQlTester.Response add(GraphQlTester asking, Map<String, Object> changes) {
        var input = new HashMap<String, Object>(Map.of(
                "organizationId",
                charity.globalId(),
                "clientId",
                program,
                "issuer",
                Api.ISSUER,
                "roles",
                List.of("FINANCE")));
        input.putAll(changes);
        return asking.document(ADD).variable("input", input).execute();
    }

    private GraphQlTester.Response set(String membership, String... roles) {
        return api.person(admin)
                .document(SET)
                .variable("input", Map.of("membershipId", membership, "roles", List.of(roles)))
                .execute();
    }

    private static void codes(GraphQlTester.Response answer, String mutation, String... codes) {
        answer.path(mutation + ".userErrors[*].code").entityList(String.class).containsExactly(codes);
    }

    /** What the program itself is told of its roles. */
    private void roles(String... roles) {
        var told =
                api.partner(program, Scope.ORGANIZATIONS_WRITE).document(MINE).execute();
        assertThat(told.path("viewer.memberships[*].roles[*]")
                        .entityList(String.class)
                        .get())
                .containsExactly(roles);
    }
}
