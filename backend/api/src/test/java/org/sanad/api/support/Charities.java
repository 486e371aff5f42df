package org.sanad.api.support;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.api.organization.Grant;
import org.sanad.api.organization.Jurisdiction;
import org.sanad.api.organization.Members;
import org.sanad.api.organization.OrganizationKind;
import org.sanad.api.organization.OrganizationRole;
import org.sanad.api.organization.Organizations;
import org.sanad.api.organization.PlatformRole;
import org.sanad.api.organization.RegisterOrganization;
import org.sanad.api.platform.graphql.GlobalId;
import org.sanad.api.platform.text.Locale;
import org.sanad.api.platform.text.LocalizedText;
import org.springframework.boot.test.context.TestComponent;

/** Makes charities and people with roles in them, by the use cases of the system. */
@TestComponent
public class Charities {

    private final Organizations organizations;
    private final Members members;

    Charities(Organizations organizations, Members members) {
        this.organizations = organizations;
        this.members = members;
    }

    /** A charity of its own for a test. */
    public record Charity(UUID id, String slug) {

        public String globalId() {
            return GlobalId.encode('O', id);
        }
    }

    public Charity charity(String arabicName) {
        var slug = "charity-" + UUID.randomUUID();
        var made = Objects.requireNonNull(organizations
                .register(List.of(RegisterOrganization.named(
                        slug, OrganizationKind.CHARITY, Jurisdiction.SY, LocalizedText.of(Locale.AR, arabicName))))
                .block());
        return new Charity(made.getFirst().id(), slug);
    }

    /** Gives a new person roles in a charity and tells their subject. */
    public String member(Charity charity, OrganizationRole... roles) {
        var subject = "member-" + UUID.randomUUID();
        members.grant(
                        charity.id(),
                        new Grant(Api.ISSUER, subject, "Name of " + subject, subject + "@mail.test", List.of(roles)))
                .block();
        return subject;
    }

    /** Gives a new person a role across the platform and tells their subject. */
    public String officer(PlatformRole role, @Nullable Jurisdiction within) {
        var subject = "officer-" + UUID.randomUUID();
        members.grant(Api.ISSUER, subject, null, null, role, within).block();
        return subject;
    }
}
