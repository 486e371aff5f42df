package org.sanad.api.organization;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.graphql.Entity;
import org.sanad.api.platform.text.LocalizedText;

/**
 * A body that does, pays for or supervises charitable work.
 *
 * @param rest what a card in a list doesn't show; null where a list was read that shows none of it
 */
public record Organization(
        UUID id,
        String slug,
        OrganizationKind kind,
        Jurisdiction jurisdiction,
        LocalizedText name,
        Verification verification,
        @Nullable UUID imageId,
        @Nullable Details rest)
        implements Entity {

    /**
     * What only a body's own page shows.
     *
     * @param areaCodes P-codes of where it works; {@link Areas} knows them
     * @param complaints where to complain about it
     */
    public record Details(
            @Nullable LocalizedText about,
            @Nullable LocalizedText legalForm,
            List<Sector> sectors,
            List<String> areaCodes,
            List<Contact> contacts,
            @Nullable Contact complaints,
            List<ResponsiblePerson> responsiblePeople,
            @Nullable OrganizationReport lastReport,
            @Nullable Integer foundedIn,
            boolean isDemo,
            Instant createdAt) {}

    /** What was read beside the card. To ask where only cards were read is a bug. */
    public Details details() {
        return Objects.requireNonNull(rest, "only the card was read");
    }

    public @Nullable LocalizedText about() {
        return details().about();
    }

    public @Nullable LocalizedText legalForm() {
        return details().legalForm();
    }

    public List<Sector> sectors() {
        return details().sectors();
    }

    public List<String> areaCodes() {
        return details().areaCodes();
    }

    public List<Contact> contacts() {
        return details().contacts();
    }

    public @Nullable Contact complaints() {
        return details().complaints();
    }

    public List<ResponsiblePerson> responsiblePeople() {
        return details().responsiblePeople();
    }

    public @Nullable OrganizationReport lastReport() {
        return details().lastReport();
    }

    public @Nullable Integer foundedIn() {
        return details().foundedIn();
    }

    public boolean isDemo() {
        return details().isDemo();
    }

    public Instant createdAt() {
        return details().createdAt();
    }
}
