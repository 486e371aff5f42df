package org.sanad.api.organization;

import static org.sanad.api.platform.db.Columns.many;
import static org.sanad.api.platform.db.Columns.names;
import static org.sanad.api.platform.db.Columns.one;
import static org.sanad.api.platform.db.Columns.required;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.db.Database;
import org.sanad.api.platform.db.Null;
import org.sanad.api.platform.db.Sql;
import org.sanad.api.platform.graphql.Connection;
import org.sanad.api.platform.graphql.Cursors;
import org.sanad.api.platform.graphql.Keyset;
import org.sanad.api.platform.graphql.Page;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Reads and writes memberships and roles. */
@Repository
class MembershipRepository {

    private static final String COLUMNS =
            "m.id, m.organization_id, m.name, m.email, m.roles, m.state, m.program, m.created_at";
    private static final Keyset ORDER =
            new Keyset("organization/members", "m.id", "m.id::text", "?::uuid", "m.id", false, String.class);

    private static final String INVITE = """
            with lapsed as (
              update memberships set state = 'ENDED'
              where organization_id = $1 and lower(email) = lower($2) and state = 'INVITED' and code_expires_at < now()
            )
            select 1
            """;
    private static final String WRITE_INVITATION = """
            insert into memberships (organization_id, email, roles, state, code_hash, code_expires_at, invited_by)
            select $1, $2, $3, 'INVITED', $4, $5, actor_id()
            where not exists (
              select from memberships
              where organization_id = $1 and lower(email) = lower($2) and state = 'ACTIVE')
            on conflict (organization_id, lower(email)) where state = 'INVITED' do nothing
            returning id, organization_id, name, email, roles, state, program, created_at
            """;

    private final Database database;
    private final Database jobs;
    private final Cursors cursors;

    MembershipRepository(Database database, @Qualifier("jobDatabase") Database jobDatabase, Cursors cursors) {
        this.database = database;
        this.jobs = jobDatabase;
        this.cursors = cursors;
    }

    /** The present actor's roles in each of the organizations; those without any are left out. */
    Mono<Map<UUID, Set<OrganizationRole>>> roles(Collection<UUID> organizations) {
        return database.many(
                        """
                        select organization_id, roles from memberships
                        where actor_id = (select acting_id()) and state = 'ACTIVE' and organization_id = any($1)
                        """,
                        row -> Map.entry(required(row, "organization_id", UUID.class), (Set<OrganizationRole>)
                                EnumSet.copyOf(many(row, "roles", OrganizationRole.class))),
                        (Object) organizations.toArray(UUID[]::new))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    Mono<List<Membership>> mine() {
        return database.many(
                        "select " + COLUMNS
                                + " from memberships m where m.actor_id = (select actor_id()) and m.state = 'ACTIVE' order by m.id",
                        MembershipRepository::membership)
                .collectList();
    }

    Mono<List<Oversight>> oversight() {
        return database.many(
                        "select role, jurisdiction from platform_roles where actor_id = (select actor_id()) order by role, jurisdiction",
                        row -> new Oversight(
                                one(row, "role", PlatformRole.class),
                                row.get("jurisdiction", String.class) == null
                                        ? null
                                        : one(row, "jurisdiction", Jurisdiction.class)))
                .collectList();
    }

    Mono<Boolean> holdsRole() {
        return database.one("""
                        select exists (select from memberships where actor_id = (select actor_id()) and state = 'ACTIVE')
                          or exists (select from platform_roles where actor_id = (select actor_id())) as holds
                        """, row -> required(row, "holds", Boolean.class));
    }

    Mono<Map<UUID, Membership>> byIds(Set<UUID> ids) {
        return database.many(
                        "select " + COLUMNS + " from memberships m where m.id = any($1)",
                        MembershipRepository::membership,
                        (Object) ids.toArray(UUID[]::new))
                .collectMap(Membership::id);
    }

    /** Members and invitations of organizations; an organization that the actor doesn't administer is left out. */
    Mono<Map<UUID, Connection<Membership>>> ofOrganizations(Set<UUID> organizations, Page page) {
        var sql = new Sql().add("""
                        select parent.id as parent_id, own.*
                        from unnest(?::uuid[]) parent (id) left join lateral (
                          select m.id, m.organization_id, m.name, m.email, m.roles, m.state, m.program, m.created_at
                          from memberships m where m.organization_id = parent.id and m.state <> 'ENDED'
                        """, (Object) organizations.toArray(UUID[]::new));
        ORDER.after(sql, page, cursors);
        ORDER.order(sql, page);
        sql.add(") own on true where parent.id = any ((select organizations_of_actor(array['ADMIN']))::uuid[])");
        return database.many(
                        sql.text(),
                        row -> {
                            var parent = required(row, "parent_id", UUID.class);
                            var id = row.get("id", UUID.class);
                            return OrganizationRepository.entry(
                                    parent,
                                    id == null
                                            ? java.util.Optional.<Keyset.Row<Membership>>empty()
                                            : java.util.Optional.of(
                                                    new Keyset.Row<>(id, id.toString(), membership(row))));
                        },
                        sql.values())
                .collectList()
                .map(rows -> {
                    var administered =
                            rows.stream().map(Map.Entry::getKey).distinct().toList();
                    var found = rows.stream()
                            .filter(row -> row.getValue().isPresent())
                            .map(row -> OrganizationRepository.entry(
                                    row.getKey(), row.getValue().orElseThrow()))
                            .toList();
                    return ORDER.connections(administered, found, page, cursors, null);
                });
    }

    /** Writes an invitation. Empty where the person is a member or invited already. */
    Mono<Membership> invite(
            UUID organization, String email, List<OrganizationRole> roles, byte[] hash, Instant expiresAt) {
        return database.changeReturning(INVITE, row -> true, organization, email)
                .then(database.changeReturning(
                                WRITE_INVITATION,
                                MembershipRepository::membership,
                                organization,
                                email,
                                names(roles),
                                hash,
                                expiresAt.atOffset(ZoneOffset.UTC))
                        .singleOrEmpty());
    }

    /** Makes a program a member. Never empty. */
    Mono<Acceptance> addProgram(
            UUID organization,
            UUID actor,
            String issuer,
            String clientId,
            @Nullable String name,
            List<OrganizationRole> roles) {
        return database.changeReturning(
                        "select verdict, membership from add_program($1, $2, $3, $4, $5, $6)",
                        row -> new Acceptance(
                                required(row, "verdict", String.class), row.get("membership", UUID.class)),
                        organization,
                        actor,
                        issuer,
                        clientId,
                        Null.or(name, String.class),
                        names(roles))
                .single();
    }

    /** What accept_invitation() or add_program() said, with the membership that it made. */
    record Acceptance(String verdict, @Nullable UUID membership) {}

    Mono<Acceptance> accept(byte[] hash, String email, @Nullable String name) {
        return database.changeReturning(
                        "select verdict, membership from accept_invitation($1, $2, $3)",
                        row -> new Acceptance(
                                required(row, "verdict", String.class), row.get("membership", UUID.class)),
                        hash,
                        email,
                        Null.or(name, String.class))
                .single();
    }

    /** Locks the administrators of an organization, so that two of them can't leave at the same time. */
    Mono<List<UUID>> lockAdmins(UUID organization) {
        return database.changeReturning("""
                        select id from memberships
                        where organization_id = $1 and state = 'ACTIVE' and 'ADMIN' = any(roles) order by id for update
                        """, row -> required(row, "id", UUID.class), organization)
                .collectList();
    }

    /** Sets roles, or ends where there are none. Empty where the actor may not, or it has ended. */
    Mono<Membership> setRoles(UUID id, List<OrganizationRole> roles) {
        return database.changeReturning("""
                        update memberships m
                        set roles = case when cardinality($2::text[]) = 0 then roles else $2 end,
                            state = case when cardinality($2::text[]) = 0 then 'ENDED' else state end
                        where m.id = $1 and m.state <> 'ENDED'
                        returning\s""" + COLUMNS, MembershipRepository::membership, id, names(roles))
                .singleOrEmpty();
    }

    Mono<Long> grant(UUID actor, UUID organization, Grant grant) {
        return jobs.change(
                """
                insert into memberships (organization_id, actor_id, name, email, roles, state)
                values ($1, $2, $3, $4, $5, 'ACTIVE')
                on conflict (organization_id, actor_id) where state = 'ACTIVE'
                do update set roles = excluded.roles, name = excluded.name, email = excluded.email
                """,
                organization,
                actor,
                Null.or(grant.name(), String.class),
                Null.or(grant.email(), String.class),
                names(grant.roles()));
    }

    Mono<Long> grant(UUID actor, PlatformRole role, @Nullable Jurisdiction within) {
        return jobs.change(
                "insert into platform_roles (actor_id, role, jurisdiction) values ($1, $2, $3) on conflict do nothing",
                actor,
                role.name(),
                Null.or(within == null ? null : within.name(), String.class));
    }

    private static Membership membership(Readable row) {
        return new Membership(
                required(row, "id", UUID.class),
                required(row, "organization_id", UUID.class),
                row.get("name", String.class),
                row.get("email", String.class),
                many(row, "roles", OrganizationRole.class),
                one(row, "state", Membership.State.class),
                row.get("program", String.class),
                required(row, "created_at", Instant.class));
    }
}
