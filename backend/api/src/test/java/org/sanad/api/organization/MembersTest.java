package org.sanad.api.organization;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sanad.api.platform.graphql.GlobalId;
import org.sanad.api.support.Api;
import org.sanad.api.support.Charities;
import org.sanad.api.support.Letterbox;
import org.sanad.api.support.SanadTest;
import org.springframework.graphql.test.tester.GraphQlTester;
import reactor.core.publisher.Flux;

@SanadTest
class MembersTest {

    private final Api api;
    private final Charities charities;
    private final Letterbox letters;

    MembersTest(Api api, Charities charities, Letterbox letters) {
        this.api = api;
        this.charities = charities;
        this.letters = letters;
    }

    private GraphQlTester.Response invite(String person, Charities.Charity charity, String email, String roles) {
        return api.person(person)
                .document(
                        "mutation ($organization: ID!, $email: String!) { inviteMember(input: {organizationId: $organization,"
                                + " email: $email, roles: [" + roles
                                + "]}) { membership { id email state roles } userErrors { code path } } }")
                .variable("organization", charity.globalId())
                .variable("email", email)
                .execute();
    }

    private GraphQlTester.Response accept(String person, String code) {
        return api.person(person).document("""
                        mutation ($code: String!) {
                          acceptInvitation(input: {code: $code}) { membership { state name organization { slug } } userErrors { code } }
                        }
                        """).variable("code", code).execute();
    }

    private String code(String email) {
        return letters.to(email).getLast().body().replaceFirst("(?s).*code=([\\w-]+).*", "$1");
    }

    @Test
    void tellsWhatIsMissingFromWhatIsWrong() {
        var charity = charities.charity("جمعية الحقول");
        var admin = charities.member(charity, OrganizationRole.ADMIN);
        for (var empty : List.of("", "   ")) {
            invite(admin, charity, empty, "")
                    .path("inviteMember.userErrors[*].code")
                    .entityList(String.class)
                    .containsExactly("REQUIRED", "REQUIRED")
                    .path("inviteMember.userErrors[*].path[0]")
                    .entityList(String.class)
                    .containsExactly("email", "roles");
        }
        invite(admin, charity, "nobody", "FINANCE")
                .path("inviteMember.userErrors[*].code")
                .entityList(String.class)
                .containsExactly("INVALID");
    }

    @Test
    void anInvitationBecomesAMembershipOfTheOneWhoWasInvited() {
        var charity = charities.charity("جمعية الدعوات");
        var admin = charities.member(charity, OrganizationRole.ADMIN);
        var guest = "invited-" + UUID.randomUUID();
        var email = guest + "@MAIL.test";
        invite(admin, charity, email, "FINANCE")
                .path("inviteMember.membership.state")
                .entity(String.class)
                .isEqualTo("INVITED");
        invite(admin, charity, email, "ADMIN")
                .path("inviteMember.userErrors[0].code")
                .entity(String.class)
                .isEqualTo("ALREADY_MEMBER");
        assertThat(letters.to(email))
                .singleElement()
                .satisfies(letter -> assertThat(letter.body()).contains("جمعية الدعوات"));

        // the code alone is not enough: it was sent to another address
        accept("thief-" + UUID.randomUUID(), code(email))
                .path("acceptInvitation.userErrors[0].code")
                .entity(String.class)
                .isEqualTo("NOT_FOUND");
        accept(guest, "wrong")
                .path("acceptInvitation.userErrors[0].code")
                .entity(String.class)
                .isEqualTo("NOT_FOUND");
        accept(guest, code(email))
                .path("acceptInvitation.membership.state")
                .entity(String.class)
                .isEqualTo("ACTIVE")
                .path("acceptInvitation.membership.organization.slug")
                .entity(String.class)
                .isEqualTo(charity.slug());
        accept(guest, code(email))
                .path("acceptInvitation.userErrors[0].code")
                .entity(String.class)
                .isEqualTo("INVITATION_EXPIRED");

        api.person(guest)
                .document(
                        "{ viewer { subject memberships { roles organization { slug viewerCanManageFinance viewerCanAdminister } } } }")
                .execute()
                .path("viewer.memberships[0].organization.viewerCanManageFinance")
                .entity(Boolean.class)
                .isEqualTo(true)
                .path("viewer.memberships[0].organization.viewerCanAdminister")
                .entity(Boolean.class)
                .isEqualTo(false);
        assertThat(members(admin, charity)).hasSize(2);
        assertThat(members(guest, charity)).isNull();
        assertThat(members(null, charity)).isNull();
    }

    @Test
    void theCodeIsKeptOnlyAsAHash() throws SQLException {
        var charity = charities.charity("س");
        var email = "kept-" + UUID.randomUUID() + "@mail.test";
        invite(charities.member(charity, OrganizationRole.ADMIN), charity, email, "VIEWER");
        try (var owner = Api.as("sanad_owner");
                var statement = owner.prepareStatement(
                        "select count(*) from sanad.memberships where email = ? and memberships::text not like '%' || ? || '%'")) {
            statement.setString(1, email);
            statement.setString(2, code(email));
            try (var row = statement.executeQuery()) {
                row.next();
                assertThat(row.getInt(1)).isOne();
            }
        }
    }

    @Test
    void anExpiredInvitationIsNotAccepted() throws SQLException {
        var charity = charities.charity("س");
        var guest = "late-" + UUID.randomUUID();
        var email = guest + "@mail.test";
        var admin = charities.member(charity, OrganizationRole.ADMIN);
        invite(admin, charity, email, "VIEWER");
        try (var owner = Api.as("sanad_owner");
                var statement = owner.prepareStatement(
                        "update sanad.memberships set code_expires_at = now() - interval '1 minute' where email = ?")) {
            statement.setString(1, email);
            statement.executeUpdate();
        }
        accept(guest, code(email))
                .path("acceptInvitation.userErrors[0].code")
                .entity(String.class)
                .isEqualTo("INVITATION_EXPIRED");
        invite(admin, charity, email, "VIEWER")
                .path("inviteMember.membership.state")
                .entity(String.class)
                .isEqualTo("INVITED");
        accept(guest, code(email))
                .path("acceptInvitation.membership.state")
                .entity(String.class)
                .isEqualTo("ACTIVE");
    }

    @Test
    void onlyAdministratorsInviteAndFaultsComeTogether() {
        var charity = charities.charity("س");
        var manager = charities.member(charity, OrganizationRole.CAMPAIGN_MANAGER);
        invite(manager, charity, "x@mail.test", "ADMIN")
                .path("inviteMember.userErrors[0].code")
                .entity(String.class)
                .isEqualTo("FORBIDDEN");
        assertThat(letters.to("x@mail.test")).isEmpty();
        invite(charities.member(charity, OrganizationRole.ADMIN), charity, "no address", "")
                .path("inviteMember.userErrors[*].path[0]")
                .entityList(String.class)
                .containsExactly("email", "roles");
    }

    @Test
    void theLastAdministratorStaysEvenWhenTwoLeaveAtOnce() {
        var charity = charities.charity("س");
        var first = charities.member(charity, OrganizationRole.ADMIN);
        var second = charities.member(charity, OrganizationRole.ADMIN);
        var codes = Flux.just(first, second)
                .flatMap(person -> Flux.defer(() -> Flux.fromIterable(leave(person, charity)))
                        .subscribeOn(reactor.core.scheduler.Schedulers.boundedElastic()))
                .collectList()
                .block();
        assertThat(codes).containsExactly("LAST_ADMIN");
    }

    private List<String> leave(String person, Charities.Charity charity) {
        var own = api.person(person)
                .document("{ viewer { memberships { id organization { slug } } } }")
                .execute()
                .path("viewer.memberships[0].id")
                .entity(String.class)
                .get();
        return setRoles(person, own, "")
                .path("setMemberRoles.userErrors[*].code")
                .entityList(String.class)
                .get();
    }

    private GraphQlTester.Response setRoles(String person, String membership, String roles) {
        return api.person(person)
                .document("mutation ($id: ID!) { setMemberRoles(input: {membershipId: $id, roles: [" + roles
                        + "]}) { membership { state roles } userErrors { code } } }")
                .variable("id", membership)
                .execute();
    }

    @Test
    void onlyAdministratorsSetRoles() {
        var charity = charities.charity("س");
        var admin = charities.member(charity, OrganizationRole.ADMIN);
        var member = charities.member(charity, OrganizationRole.VIEWER);
        var stranger = charities.member(charities.charity("ص"), OrganizationRole.ADMIN);
        var id = api.person(member)
                .document("{ viewer { memberships { id } } }")
                .execute()
                .path("viewer.memberships[0].id")
                .entity(String.class)
                .get();
        setRoles(stranger, id, "ADMIN")
                .path("setMemberRoles.userErrors[0].code")
                .entity(String.class)
                .isEqualTo("NOT_FOUND");
        setRoles(member, id, "ADMIN")
                .path("setMemberRoles.userErrors[0].code")
                .entity(String.class)
                .isEqualTo("FORBIDDEN");
        setRoles(admin, GlobalId.encode('O', charity.id()), "ADMIN")
                .path("setMemberRoles.userErrors[0].code")
                .entity(String.class)
                .isEqualTo("NOT_FOUND");
        setRoles(admin, id, "FINANCE")
                .path("setMemberRoles.membership.roles")
                .entityList(String.class)
                .containsExactly("FINANCE");
        setRoles(admin, id, "")
                .path("setMemberRoles.membership.state")
                .entity(String.class)
                .isEqualTo("ENDED");
        assertThat(members(admin, charity)).hasSize(1);
    }

    private @Nullable List<Object> members(@Nullable String person, Charities.Charity charity) {
        var members = (person == null ? api.guest() : api.person(person))
                .document(
                        "query ($slug: String!) { organizationBySlug(slug: $slug) { members { nodes { id name email } } } }")
                .variable("slug", charity.slug())
                .execute()
                .path("organizationBySlug.members");
        try {
            members.valueIsNull();
            return null;
        } catch (AssertionError there) {
            return members.path("organizationBySlug.members.nodes")
                    .entityList(Object.class)
                    .get();
        }
    }

    @Test
    void keepsPreferencesOfThoseSignedIn() {
        var person = "prefers-" + UUID.randomUUID();
        var update =
                "mutation { updatePreferences(input: {%s}) { viewer { locale calendar digits } userErrors { code } } }";
        api.guest()
                .document(update.formatted("locale: FA"))
                .execute()
                .path("updatePreferences.userErrors[0].code")
                .entity(String.class)
                .isEqualTo("SIGN_IN_REQUIRED");
        api.person(person)
                .document(update.formatted("locale: FA, calendar: JALALI"))
                .execute();
        api.person(person)
                .document(update.formatted("digits: PERSIAN"))
                .execute()
                .path("updatePreferences.viewer.locale")
                .entity(String.class)
                .isEqualTo("FA");
        api.person(person)
                .document("{ viewer { name calendar digits isPartner platformRoles memberships { id } } }")
                .execute()
                .path("viewer.calendar")
                .entity(String.class)
                .isEqualTo("JALALI")
                .path("viewer.digits")
                .entity(String.class)
                .isEqualTo("PERSIAN");
        api.guest().document("{ viewer { subject } }").execute().path("viewer").valueIsNull();
    }
}
