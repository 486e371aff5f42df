package org.sanad.api.organization;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.sanad.api.platform.security.PersonalRecords.Departed;
import org.sanad.api.support.Api;
import org.sanad.api.support.Charities;
import org.sanad.api.support.SanadTest;

@SanadTest
class PersonalMembershipsTest {

    private final Api api;
    private final Charities charities;
    private final PersonalMemberships records;

    PersonalMembershipsTest(Api api, Charities charities, PersonalMemberships records) {
        this.api = api;
        this.charities = charities;
        this.records = records;
    }

    @Test
    void membershipsAndInvitationsOfWhoLeftEndWithoutAName() throws SQLException {
        var charity = charities.charity("جمعية الراحلين");
        var leaving = charities.member(charity, OrganizationRole.FINANCE);
        var staying = charities.member(charity, OrganizationRole.VIEWER);
        var elsewhere = charities.charity("جمعية أخرى");
        var admin = charities.member(elsewhere, OrganizationRole.ADMIN);
        api.person(admin)
                .document(
                        "mutation ($organization: ID!, $email: String!) { inviteMember(input: {organizationId: $organization,"
                                + " email: $email, roles: [VIEWER]}) { membership { id } userErrors { code } } }")
                .variable("organization", elsewhere.globalId())
                .variable("email", leaving.toUpperCase(java.util.Locale.ROOT) + "@mail.test")
                .executeAndVerify();

        records.forget(new Departed(Api.actorId(leaving), leaving + "@mail.test"))
                .block();

        try (var owner = Api.as("sanad_owner");
                var query = owner.prepareStatement(
                        "select state || coalesce(name, '') || coalesce(email, '') from memberships where organization_id in (?, ?) order by id")) {
            query.setObject(1, charity.id());
            query.setObject(2, elsewhere.id());
            var rows = new ArrayList<String>();
            try (var found = query.executeQuery()) {
                while (found.next()) {
                    rows.add(found.getString(1));
                }
            }
            assertThat(rows)
                    .containsExactly(
                            "ENDED",
                            "ACTIVEName of " + staying + staying + "@mail.test",
                            "ACTIVEName of " + admin + admin + "@mail.test",
                            "ENDED");
        }
    }
}
