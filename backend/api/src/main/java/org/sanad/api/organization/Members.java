package org.sanad.api.organization;

import static org.sanad.api.organization.OrganizationFault.Code.ALREADY_MEMBER;
import static org.sanad.api.organization.OrganizationFault.Code.FORBIDDEN;
import static org.sanad.api.organization.OrganizationFault.Code.INVALID;
import static org.sanad.api.organization.OrganizationFault.Code.INVITATION_EXPIRED;
import static org.sanad.api.organization.OrganizationFault.Code.LAST_ADMIN;
import static org.sanad.api.organization.OrganizationFault.Code.NOT_FOUND;
import static org.sanad.api.organization.OrganizationFault.Code.REQUIRED;
import static org.sanad.api.organization.OrganizationFault.Code.TOO_LONG;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.db.Database;
import org.sanad.api.platform.graphql.Connection;
import org.sanad.api.platform.graphql.Page;
import org.sanad.api.platform.security.Actor;
import org.sanad.api.platform.security.PublicAccess;
import org.sanad.api.platform.security.SecuritySettings;
import org.sanad.api.platform.security.SignedIn;
import org.sanad.api.platform.security.SystemOnly;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Who acts for organizations: members, their roles, and how one becomes a member. */
@Service
public class Members {

    /** How long an invitation is good for. */
    static final Duration INVITATION = Duration.ofDays(7);

    private static final int CLIENT_ID = 100;
    private static final String NO_ADMIN = "A program can't be an administrator.";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Database database;
    private final MembershipRepository repository;
    private final OrganizationRepository organizations;
    private final Viewers viewers;
    private final Invitations invitations;
    private final SecuritySettings security;
    private final Clock clock;

    Members(
            Database database,
            MembershipRepository repository,
            OrganizationRepository organizations,
            Viewers viewers,
            Invitations invitations,
            SecuritySettings security,
            Clock clock) {
        this.database = database;
        this.repository = repository;
        this.organizations = organizations;
        this.viewers = viewers;
        this.invitations = invitations;
        this.security = security;
        this.clock = clock;
    }

    /** The present actor's roles in organizations, in one statement, where they count; none for a guest, without asking the database. */
    @PublicAccess
    public Mono<Map<UUID, Set<OrganizationRole>>> rolesIn(Collection<UUID> organizations) {
        return Actor.current().flatMap(actor -> repository.roles(organizations)).defaultIfEmpty(Map.of());
    }

    /** The present actor's memberships; none for a guest. */
    @PublicAccess
    public Mono<List<Membership>> mine() {
        return Actor.current().flatMap(actor -> repository.mine()).defaultIfEmpty(List.of());
    }

    /** The present actor's roles across the platform and where they hold; none for a guest. */
    @PublicAccess
    public Mono<List<Oversight>> oversight() {
        return Actor.current().flatMap(actor -> repository.oversight()).defaultIfEmpty(List.of());
    }

    /** Where the present actor's roles across the platform count: none for a person who signed in with one factor only. */
    @PublicAccess
    public Mono<List<Oversight>> actingOversight() {
        return Actor.current()
                .filter(Actor::twoFactors)
                .flatMap(actor -> repository.oversight())
                .defaultIfEmpty(List.of());
    }

    /** Whether the present actor holds a role that does not count, for want of a second factor; false for a guest and for a program. */
    @PublicAccess
    public Mono<Boolean> needSecondFactor() {
        return Actor.current()
                .filter(actor -> !actor.twoFactors())
                .flatMap(actor -> repository.holdsRole())
                .defaultIfEmpty(false);
    }

    /** Members and invitations of organizations; one that the actor doesn't administer is left out. */
    @PublicAccess
    public Mono<Map<UUID, Connection<Membership>>> of(Set<UUID> organizations, Page page) {
        return Actor.current()
                .flatMap(actor -> repository.ofOrganizations(organizations, page))
                .defaultIfEmpty(Map.of());
    }

    /** Fetches memberships by ids; those that the actor may not see are left out. */
    @PublicAccess
    public Mono<Map<UUID, Membership>> byIds(Set<UUID> ids) {
        return Actor.current().flatMap(actor -> repository.byIds(ids)).defaultIfEmpty(Map.of());
    }

    /** Invites a person by mail, for administrators. The code in the mail is told once and kept as a hash. */
    @SignedIn
    public Mono<Outcome<Membership>> invite(UUID organization, String email, List<OrganizationRole> roles) {
        var bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        var code = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return database.transaction(() -> organizations
                .byIds(Set.of(organization))
                .zipWith(repository.roles(Set.of(organization)))
                .flatMap(both -> {
                    if (!both.getT1().containsKey(organization)) {
                        return Mono.just(Outcome.<Membership>refused(NOT_FOUND, "No such organization."));
                    }
                    if (!both.getT2().getOrDefault(organization, Set.of()).contains(OrganizationRole.ADMIN)) {
                        return Mono.just(Outcome.<Membership>refused(FORBIDDEN, "Only administrators invite members."));
                    }
                    var faults = faults(email, roles);
                    if (!faults.isEmpty()) {
                        return Mono.just((Outcome<Membership>) new Outcome.Refused<Membership>(faults));
                    }
                    return viewers.remember()
                            .then(repository.invite(
                                    organization,
                                    email.strip(),
                                    roles.stream().distinct().toList(),
                                    hash(code),
                                    clock.instant().plus(INVITATION)))
                            .flatMap(invited -> invitations
                                    .send(Objects.requireNonNull(both.getT1().get(organization)), email.strip(), code)
                                    .thenReturn((Outcome<Membership>) new Outcome.Done<>(invited)))
                            .defaultIfEmpty(new Outcome.Refused<>(List.of(UpdateOrganization.fault(
                                    ALREADY_MEMBER, "A member or invited already.", "email"))));
                }));
    }

    private static List<OrganizationFault> faults(String email, List<OrganizationRole> roles) {
        var faults = new ArrayList<OrganizationFault>();
        if (email.isBlank()) {
            faults.add(UpdateOrganization.fault(REQUIRED, "An e-mail address is needed.", "email"));
        } else if (!UpdateOrganization.isEmail(email.strip())) {
            faults.add(UpdateOrganization.fault(INVALID, "Not a well-formed e-mail address.", "email"));
        }
        if (roles.isEmpty()) {
            faults.add(UpdateOrganization.fault(REQUIRED, "At least one role is needed.", "roles"));
        }
        return faults;
    }

    /**
     * Makes a partner's program a member, for administrators: by its client id at this installation's issuer, or at another that is trusted. Never as an
     * administrator, since nobody answers for what a program lets in.
     */
    @SignedIn
    public Mono<Outcome<Membership>> addProgram(UUID organization, AddProgram program) {
        var faults = new ArrayList<OrganizationFault>();
        var issuer = program.issuer() == null ? security.issuerUri() : program.issuer();
        var clientId = program.clientId().strip();
        if (clientId.isEmpty()) {
            faults.add(UpdateOrganization.fault(REQUIRED, "A client id is needed.", "clientId"));
        } else if (clientId.length() > CLIENT_ID || clientId.chars().anyMatch(sign -> sign <= ' ')) {
            faults.add(UpdateOrganization.fault(INVALID, "Not a client id.", "clientId"));
        }
        if (!issuer.equals(security.issuerUri()) && !security.trustedIssuers().contains(issuer)) {
            faults.add(UpdateOrganization.fault(INVALID, "Not an issuer that is trusted here.", "issuer"));
        }
        if (program.name() != null && program.name().length() > UpdateOrganization.NAME) {
            faults.add(UpdateOrganization.fault(TOO_LONG, "At most 200 characters.", "name"));
        }
        if (program.roles().isEmpty()) {
            faults.add(UpdateOrganization.fault(REQUIRED, "At least one role is needed.", "roles"));
        } else if (program.roles().contains(OrganizationRole.ADMIN)) {
            faults.add(UpdateOrganization.fault(INVALID, NO_ADMIN, "roles"));
        }
        var name = program.name() == null || program.name().isBlank()
                ? null
                : program.name().strip();
        return database.transaction(() -> repository.roles(Set.of(organization)).flatMap(mine -> {
            if (!mine.getOrDefault(organization, Set.of()).contains(OrganizationRole.ADMIN)) {
                return Mono.just(Outcome.<Membership>refused(FORBIDDEN, "Only administrators add programs."));
            }
            if (!faults.isEmpty()) {
                return Mono.just((Outcome<Membership>) new Outcome.Refused<Membership>(List.copyOf(faults)));
            }
            return viewers.remember()
                    .then(repository.addProgram(
                            organization,
                            Actor.idOf(issuer.toString(), clientId),
                            issuer.toString(),
                            clientId,
                            name,
                            program.roles().stream().distinct().toList()))
                    .flatMap(this::added);
        }));
    }

    private Mono<Outcome<Membership>> added(MembershipRepository.Acceptance acceptance) {
        var made = acceptance.membership();
        if (made != null) {
            return repository
                    .byIds(Set.of(made))
                    .mapNotNull(found -> found.get(made))
                    .map(Outcome.Done::new);
        }
        return Mono.just(
                switch (acceptance.verdict()) {
                    case "ALREADY_MEMBER" ->
                        new Outcome.Refused<>(
                                List.of(UpdateOrganization.fault(ALREADY_MEMBER, "A member already.", "clientId")));
                    case "PERSON" ->
                        new Outcome.Refused<>(List.of(UpdateOrganization.fault(
                                INVALID, "Not a program's client id; people are invited.", "clientId")));
                    default -> Outcome.refused(FORBIDDEN, "Only administrators add programs.");
                });
    }

    /** Accepts an invitation, for whoever is signed in with the invited address, verified by the issuer. */
    @SignedIn
    public Mono<Outcome<Membership>> accept(String code) {
        return Actor.current().flatMap(actor -> {
            if (actor.email() == null) {
                return Mono.just(Outcome.<Membership>refused(NOT_FOUND, "Sign in with the verified address invited."));
            }
            var email = actor.email();
            return database.transaction(() -> viewers.remember()
                    .then(repository.accept(hash(code.strip()), email, actor.name()))
                    .flatMap(acceptance -> accepted(acceptance)));
        });
    }

    private Mono<Outcome<Membership>> accepted(MembershipRepository.Acceptance acceptance) {
        var made = acceptance.membership();
        if (made != null) {
            return repository
                    .byIds(Set.of(made))
                    .mapNotNull(found -> found.get(made))
                    .map(Outcome.Done::new);
        }
        return Mono.just(
                switch (acceptance.verdict()) {
                    case "INVITATION_EXPIRED" ->
                        Outcome.refused(INVITATION_EXPIRED, "The invitation has expired or was used.");
                    case "ALREADY_MEMBER" -> Outcome.refused(ALREADY_MEMBER, "A member already.");
                    default -> Outcome.refused(NOT_FOUND, "No such invitation for this address.");
                });
    }

    /** Sets a member's roles, or ends the membership where there are none; the last administrator stays. For administrators. */
    @SignedIn
    public Mono<Outcome<Membership>> setRoles(UUID membership, List<OrganizationRole> roles) {
        return database.transaction(() -> repository
                .byIds(Set.of(membership))
                .mapNotNull(found -> found.get(membership))
                .filter(found -> found.state() != Membership.State.ENDED)
                .flatMap(found -> repository
                        .roles(Set.of(found.organizationId()))
                        .flatMap(mine -> {
                            if (!mine.getOrDefault(found.organizationId(), Set.of())
                                    .contains(OrganizationRole.ADMIN)) {
                                return Mono.just(
                                        Outcome.<Membership>refused(FORBIDDEN, "Only administrators set roles."));
                            }
                            if (found.isProgram() && roles.contains(OrganizationRole.ADMIN)) {
                                return Mono.just((Outcome<Membership>) new Outcome.Refused<Membership>(
                                        List.of(UpdateOrganization.fault(INVALID, NO_ADMIN, "roles"))));
                            }
                            return repository
                                    .lockAdmins(found.organizationId())
                                    .flatMap(admins -> admins.equals(List.of(membership))
                                                    && !roles.contains(OrganizationRole.ADMIN)
                                            ? Mono.just(Outcome.<Membership>refused(
                                                    LAST_ADMIN, "The last administrator can't leave."))
                                            : changed(membership, roles));
                        }))
                .defaultIfEmpty(Outcome.refused(NOT_FOUND, "No such membership.")));
    }

    private Mono<Outcome<Membership>> changed(UUID membership, List<OrganizationRole> roles) {
        return repository
                .setRoles(membership, roles.stream().distinct().toList())
                .<Outcome<Membership>>map(Outcome.Done::new)
                .defaultIfEmpty(Outcome.refused(FORBIDDEN, "No longer an administrator."));
    }

    /** Makes a person a member, or sets the member's roles: for the demo data and an installation's first administrators. */
    @SystemOnly
    public Mono<Void> grant(UUID organization, Grant grant) {
        return viewers.enter(grant.issuer(), grant.subject(), grant.name(), grant.email())
                .flatMap(actor -> repository.grant(actor, organization, grant))
                .then();
    }

    /** Gives a person a role across the platform, within a jurisdiction or, where it is null, in all. */
    @SystemOnly
    public Mono<Void> grant(
            String issuer,
            String subject,
            @Nullable String name,
            @Nullable String email,
            PlatformRole role,
            @Nullable Jurisdiction within) {
        return viewers.enter(issuer, subject, name, email)
                .flatMap(actor -> repository.grant(actor, role, within))
                .then();
    }

    private static byte[] hash(String code) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
