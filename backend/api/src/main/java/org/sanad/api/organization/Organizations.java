package org.sanad.api.organization;

import static org.sanad.api.organization.OrganizationFault.Code.FORBIDDEN;
import static org.sanad.api.organization.OrganizationFault.Code.NOT_FOUND;
import static org.sanad.api.organization.OrganizationFault.Code.REQUIRED;
import static org.sanad.api.organization.OrganizationFault.Code.TOO_LONG;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.sanad.api.platform.db.Database;
import org.sanad.api.platform.graphql.BadInput;
import org.sanad.api.platform.graphql.Connection;
import org.sanad.api.platform.graphql.Page;
import org.sanad.api.platform.security.Actor;
import org.sanad.api.platform.security.PublicAccess;
import org.sanad.api.platform.security.SignedIn;
import org.sanad.api.platform.security.SystemOnly;
import org.sanad.api.platform.text.Locale;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** The bodies that do charitable work: found, changed by their administrators, checked by registrars, entered by the system. */
@Service
public class Organizations {

    private static final int NOTE = 2_000;
    private static final int QUERY = 200;

    private final Database database;
    private final OrganizationRepository repository;
    private final OrganizationRegister register;
    private final MembershipRepository memberships;
    private final Viewers viewers;
    private final Areas areas;

    Organizations(
            Database database,
            OrganizationRepository repository,
            OrganizationRegister register,
            MembershipRepository memberships,
            Viewers viewers,
            Areas areas) {
        this.database = database;
        this.repository = repository;
        this.register = register;
        this.memberships = memberships;
        this.viewers = viewers;
        this.areas = areas;
    }

    /** Fetches by ids in one statement; what does not exist is left out. Never empty. */
    @PublicAccess
    public Mono<Map<UUID, Organization>> byIds(Set<UUID> ids) {
        return repository.byIds(ids);
    }

    /** Fetches cards by ids in one statement, for who reads no more; what does not exist is left out. Never empty. */
    @PublicAccess
    public Mono<Map<UUID, Organization>> cards(Set<UUID> ids) {
        return repository.byIds(ids, false);
    }

    /** Finds by the short name in the URL. Empty where there is none. */
    @PublicAccess
    public Mono<Organization> bySlug(String slug) {
        return repository.bySlug(slug);
    }

    /** Lists the directory, one page in one statement; {@code whole} says whether anybody will read more than the cards. */
    @PublicAccess
    public Mono<Connection<Organization>> directory(
            OrganizationFilter filter, OrganizationOrder order, Locale locale, Page page, boolean whole) {
        if (filter.query() != null && filter.query().length() > QUERY) {
            throw new BadInput("A search has at most " + QUERY + " characters.");
        }
        return repository.directory(filter, order, locale, page, whole);
    }

    /** The numbers that others know bodies by; a body without one is left out. */
    @PublicAccess
    public Mono<Map<UUID, Collection<Identifier>>> identifiers(Collection<UUID> organizations) {
        return repository.identifiers(organizations);
    }

    /** What changed in public records, newest first; every organization has a page, if an empty one. */
    @PublicAccess
    public Mono<Map<UUID, Connection<OrganizationChange>>> history(Set<UUID> organizations, Page page) {
        return repository.history(organizations, page);
    }

    /** What registrars decided, newest first; a body on which the actor may not decide is left out. */
    @PublicAccess
    public Mono<Map<UUID, List<Verification>>> decisions(Set<UUID> organizations) {
        return Actor.current()
                .flatMap(actor -> repository.decisions(organizations))
                .defaultIfEmpty(Map.of());
    }

    /** Fetches changes by ids. */
    @PublicAccess
    public Mono<Map<UUID, OrganizationChange>> changes(Set<UUID> ids) {
        return repository.changes(ids);
    }

    /** Changes a public record, for its administrators. Never empty: every refusal is an {@link Outcome}. */
    @SignedIn
    public Mono<Outcome<Organization>> update(UpdateOrganization command) {
        var id = command.organization();
        return database.transaction(() -> administered(id).flatMap(found -> switch (found) {
            case Outcome.Refused<Organization> refused -> Mono.just(refused);
            case Outcome.Done<Organization>(var present) -> {
                var faults = new ArrayList<OrganizationFault>();
                var edit = command.decide(present, areas, faults);
                yield faults.isEmpty()
                        ? repository.change(id, edit).<Outcome<Organization>>map(Outcome.Done::new)
                        : Mono.just(new Outcome.Refused<>(faults));
            }
        }));
    }

    /** Finds an organization that the actor administers, or says why not. */
    private Mono<Outcome<Organization>> administered(UUID id) {
        return repository
                .byIds(Set.of(id))
                .zipWith(memberships.roles(Set.of(id)))
                .map(both -> {
                    var organization = both.getT1().get(id);
                    if (organization == null) {
                        return Outcome.refused(NOT_FOUND, "No such organization.");
                    }
                    return both.getT2().getOrDefault(id, Set.of()).contains(OrganizationRole.ADMIN)
                            ? new Outcome.Done<>(organization)
                            : Outcome.refused(FORBIDDEN, "Only its administrators change an organization.");
                });
    }

    /**
     * Records a registrar's decision within the jurisdiction of the role. The decision is a row of its own; the record shows the last. Its
     * {@code decidedBy} is the ministry or assembly of which the registrar is a member, if any.
     */
    @SignedIn
    public Mono<Outcome<Organization>> verify(VerifyOrganization command) {
        var note = command.note() == null ? null : command.note().toText(null).orElse(null);
        return database.transaction(() -> repository
                .registers(command.organization())
                .flatMap(may -> {
                    if (!may) {
                        return Mono.just(Outcome.<Organization>refused(
                                FORBIDDEN, "Only a registrar of its jurisdiction verifies a body."));
                    }
                    if (note == null && command.needsNote()) {
                        return Mono.just((Outcome<Organization>) new Outcome.Refused<Organization>(
                                List.of(UpdateOrganization.fault(REQUIRED, "Say what was checked, or why.", "note"))));
                    }
                    if (note != null && note.texts().values().stream().anyMatch(text -> text.length() > NOTE)) {
                        return Mono.just((Outcome<Organization>) new Outcome.Refused<Organization>(List.of(
                                UpdateOrganization.fault(TOO_LONG, "At most " + NOTE + " characters.", "note"))));
                    }
                    return viewers.remember()
                            .then(repository.decide(
                                    command.organization(), command.state(), note == null ? null : note.json()))
                            .then(repository.byIds(Set.of(command.organization())))
                            .mapNotNull(found -> found.get(command.organization()))
                            .map(Outcome.Done::new);
                })
                .defaultIfEmpty(Outcome.refused(NOT_FOUND, "No such organization.")));
    }

    /** Enters bodies from a register, a file or the demo data: all or nothing, and again without a second effect. In the order given. */
    @SystemOnly
    public Mono<List<Registered>> register(List<RegisterOrganization> commands) {
        return register.register(commands);
    }

    /** Records a decision that was made elsewhere; the same decision again changes nothing. */
    @SystemOnly
    public Mono<Void> recordVerification(UUID organization, Verification verification) {
        return register.decide(organization, verification).then();
    }
}
