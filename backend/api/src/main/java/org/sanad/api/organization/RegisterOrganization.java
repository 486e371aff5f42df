package org.sanad.api.organization;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.text.LocalizedText;

/**
 * Enters a body from a register, a file or the demo data. It is known again by any of its identifiers or, where it has none, by its slug; a body
 * that is known takes over what the command gives, and keeps what it leaves out.
 *
 * @param slug wished for; where another body has it already, a suffix is added
 * @param imported whether its history says "imported" rather than "joined"
 * @param createdAt when it joined; null for now
 */
public record RegisterOrganization(
        String slug,
        OrganizationKind kind,
        Jurisdiction jurisdiction,
        LocalizedText name,
        @Nullable LocalizedText about,
        @Nullable LocalizedText legalForm,
        List<Sector> sectors,
        List<String> areas,
        List<Identifier> identifiers,
        List<Contact> contacts,
        @Nullable Contact complaints,
        List<ResponsiblePerson> responsiblePeople,
        @Nullable OrganizationReport lastReport,
        @Nullable Integer foundedIn,
        @Nullable UUID imageId,
        boolean isDemo,
        boolean imported,
        @Nullable Instant createdAt) {

    /** The least that a body is known by; the rest is empty. */
    public static RegisterOrganization named(
            String slug, OrganizationKind kind, Jurisdiction jurisdiction, LocalizedText name) {
        return new RegisterOrganization(
                slug,
                kind,
                jurisdiction,
                name,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of(),
                null,
                null,
                null,
                false,
                false,
                null);
    }

    public RegisterOrganization identifiedBy(Identifier... numbers) {
        return new RegisterOrganization(
                slug,
                kind,
                jurisdiction,
                name,
                about,
                legalForm,
                sectors,
                areas,
                List.of(numbers),
                contacts,
                complaints,
                responsiblePeople,
                lastReport,
                foundedIn,
                imageId,
                isDemo,
                imported,
                createdAt);
    }
}
