package org.sanad.api.organization;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.graphql.Entity;
import org.sanad.api.platform.text.LocalizedText;

/**
 * A body that does, pays for or supervises charitable work.
 *
 * @param areaCodes P-codes of where it works; {@link Areas} knows them
 * @param complaints where to complain about it
 */
public record Organization(
        UUID id,
        String slug,
        OrganizationKind kind,
        Jurisdiction jurisdiction,
        LocalizedText name,
        @Nullable LocalizedText about,
        @Nullable LocalizedText legalForm,
        List<Sector> sectors,
        List<String> areaCodes,
        List<Contact> contacts,
        @Nullable Contact complaints,
        List<ResponsiblePerson> responsiblePeople,
        @Nullable OrganizationReport lastReport,
        Verification verification,
        @Nullable Integer foundedIn,
        @Nullable UUID imageId,
        boolean isDemo,
        Instant createdAt)
        implements Entity {}
