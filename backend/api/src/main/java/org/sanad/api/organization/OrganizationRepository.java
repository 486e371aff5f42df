package org.sanad.api.organization;

import static org.sanad.api.platform.db.Columns.many;
import static org.sanad.api.platform.db.Columns.names;
import static org.sanad.api.platform.db.Columns.one;
import static org.sanad.api.platform.db.Columns.required;
import static org.sanad.api.platform.db.Columns.strings;
import static org.sanad.api.platform.db.Columns.text;
import static org.sanad.api.platform.db.Columns.textOrNull;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.AbstractMap;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.db.Database;
import org.sanad.api.platform.db.Null;
import org.sanad.api.platform.db.Sql;
import org.sanad.api.platform.graphql.Connection;
import org.sanad.api.platform.graphql.Cursors;
import org.sanad.api.platform.graphql.Keyset;
import org.sanad.api.platform.graphql.Page;
import org.sanad.api.platform.text.Locale;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Reads and writes organizations, for requests. */
@Repository
class OrganizationRepository {

    static final String COLUMNS = """
            o.id, o.slug, o.kind, o.jurisdiction, o.name, o.about, o.legal_form, o.sectors, o.areas, o.contacts, o.complaints,
            o.responsible_people, o.report_year, o.report_published_on, o.report_url, o.verification_state, o.verified_by, o.verified_at,
            o.verification_note, o.founded_in, o.image_id, o.is_demo, o.created_at
            """;

    private static final String BY_IDS = "select " + COLUMNS + " from organizations o where o.id = any($1)";
    private static final String BY_SLUG = "select " + COLUMNS + " from organizations o where o.slug = $1";

    private static final String CHANGE = """
            with changed as (
              update organizations
              set name = coalesce($2::jsonb, name), about = coalesce($3::jsonb, about), sectors = coalesce($4, sectors),
                  areas = coalesce($5, areas), contacts = coalesce($6::jsonb, contacts)
              where id = $1
              returning *
            ), told as (
              insert into outbox (topic, aggregate_id, payload)
              select 'organization.changed', id, jsonb_build_object('slug', slug) from changed
            )
            select\s""" + COLUMNS + " from changed o";

    private static final String DECIDE = """
            with decided as (
              insert into organization_verifications (organization_id, state, decided_by, actor_id, note)
              values ($1, $2, (
                select o.id from organizations o
                where o.id = any ((select organizations_of_actor())::uuid[]) and o.kind in ('MINISTRY', 'ASSEMBLY')
                order by o.kind desc, o.created_at limit 1), actor_id(), $3::jsonb)
              returning organization_id
            )
            insert into outbox (topic, aggregate_id, payload)
            select 'organization.changed', o.id, jsonb_build_object('slug', o.slug, 'verification', $2::text)
            from organizations o where o.id = (select organization_id from decided)
            """;

    private static final Keyset NEWEST = Keyset.time("organizations/newest", "k.created_at", "k.id");
    private static final Keyset RELEVANCE = Keyset.greatNumber("organizations/relevance", "s.rank", "k.id");
    private static final Map<Locale, Keyset> NAME = Map.of(
            Locale.AR, Keyset.text("organizations/ar", "k.name_ar", "ar-x-icu", "k.id"),
            Locale.FA, Keyset.text("organizations/fa", "k.name_fa", "fa-x-icu", "k.id"),
            Locale.EN, Keyset.text("organizations/en", "k.name_en", "en-x-icu", "k.id"));
    private static final Keyset HISTORY =
            new Keyset("organization/history", "h.id", "h.id::text", "?::uuid", "h.id", true, String.class);

    private final Database database;
    private final Cursors cursors;

    OrganizationRepository(Database database, Cursors cursors) {
        this.database = database;
        this.cursors = cursors;
    }

    Mono<Map<UUID, Organization>> byIds(Set<UUID> ids) {
        return database.many(BY_IDS, OrganizationRepository::organization, (Object) ids.toArray(UUID[]::new))
                .collectMap(Organization::id);
    }

    Mono<Organization> bySlug(String slug) {
        return database.one(BY_SLUG, OrganizationRepository::organization, slug);
    }

    Mono<Connection<Organization>> directory(
            OrganizationFilter filter, OrganizationOrder order, Locale locale, Page page) {
        var query = filter.query() == null || filter.query().isBlank() ? null : filter.query();
        var keyset = switch (order) {
            case NEWEST -> NEWEST;
            case RELEVANCE -> query == null ? byName(locale) : RELEVANCE;
            case NAME -> byName(locale);
        };
        var sql = new Sql().add("select " + COLUMNS + ", " + keyset.key() + " as sort_key");
        from(sql, query).add("join organizations o on o.id = k.id where true");
        narrow(sql, filter);
        keyset.after(sql, page, cursors);
        keyset.order(sql, page);
        var count = narrow(from(new Sql().add("select count(*)"), query).add("where true"), filter);
        var total = database.one(count.text(), row -> required(row, "count", Long.class), count.values());
        return database.many(
                        sql.text(),
                        row -> {
                            var found = organization(row);
                            return new Keyset.Row<>(found.id(), required(row, "sort_key", keyset.keyType()), found);
                        },
                        sql.values())
                .collectList()
                .map(rows -> keyset.connection(rows, page, cursors, total));
    }

    private static Keyset byName(Locale locale) {
        return Objects.requireNonNull(NAME.get(locale));
    }

    private static Sql from(Sql sql, @Nullable String query) {
        return query == null
                ? sql.add("from organization_cards k")
                : sql.add("from search_organizations(?) s join organization_cards k on k.id = s.id", query);
    }

    private static Sql narrow(Sql sql, OrganizationFilter filter) {
        return sql.among("and k.kind = any(?)", filter.kinds())
                .among("and k.sectors && ?", filter.sectors())
                .amongTexts("and k.areas && ?", filter.areas())
                .among("and k.jurisdiction = any(?)", filter.jurisdictions())
                .among("and k.verification = any(?)", filter.verification());
    }

    Mono<Map<UUID, Collection<Identifier>>> identifiers(Collection<UUID> organizations) {
        return database.many(
                        """
                        select organization_id, scheme, value from organization_identifiers
                        where organization_id = any($1) order by scheme, value
                        """,
                        row -> Map.entry(
                                required(row, "organization_id", UUID.class),
                                new Identifier(
                                        required(row, "scheme", String.class), required(row, "value", String.class))),
                        (Object) organizations.toArray(UUID[]::new))
                .collectMultimap(Map.Entry::getKey, Map.Entry::getValue);
    }

    Mono<Map<UUID, OrganizationChange>> changes(Set<UUID> ids) {
        return database.many(
                        "select h.id, h.at, h.kind, h.field from organization_changes h where h.id = any($1)",
                        OrganizationRepository::change,
                        (Object) ids.toArray(UUID[]::new))
                .collectMap(OrganizationChange::id);
    }

    Mono<Map<UUID, Connection<OrganizationChange>>> history(Set<UUID> organizations, Page page) {
        var sql = new Sql().add("""
                        select parent.id as parent_id, own.*
                        from unnest(?::uuid[]) parent (id) cross join lateral (
                          select h.id, h.at, h.kind, h.field, h.id::text as sort_key
                          from organization_changes h where h.organization_id = parent.id
                        """, (Object) organizations.toArray(UUID[]::new));
        HISTORY.after(sql, page, cursors);
        HISTORY.order(sql, page);
        sql.add(") own");
        return database.many(
                        sql.text(),
                        row -> {
                            var change = change(row);
                            return entry(
                                    required(row, "parent_id", UUID.class),
                                    new Keyset.Row<>(change.id(), change.id().toString(), change));
                        },
                        sql.values())
                .collectList()
                .map(rows -> HISTORY.connections(organizations, rows, page, cursors, null));
    }

    static <K, V> Map.Entry<K, V> entry(K key, V value) {
        return new AbstractMap.SimpleImmutableEntry<>(key, value);
    }

    /** Changes what is given. Empty where the actor may not, or there is no such organization. */
    Mono<Organization> change(UUID id, OrganizationEdit edit) {
        return database.changeReturning(
                        CHANGE,
                        OrganizationRepository::organization,
                        id,
                        Null.or(edit.name() == null ? null : edit.name().json(), String.class),
                        Null.or(edit.about() == null ? null : edit.about().json(), String.class),
                        Null.or(edit.sectors() == null ? null : names(edit.sectors()), String[].class),
                        Null.or(edit.areas() == null ? null : edit.areas().toArray(String[]::new), String[].class),
                        Null.or(edit.contacts() == null ? null : Stored.contacts(edit.contacts()), String.class))
                .singleOrEmpty();
    }

    /** Whether the actor is a registrar for the organization's jurisdiction. Empty where there is no such organization. */
    Mono<Boolean> registers(UUID organization) {
        return database.one(
                "select has_platform_role('REGISTRAR', o.jurisdiction) as registers from organizations o where o.id = $1",
                row -> required(row, "registers", Boolean.class),
                organization);
    }

    /** The last decisions on bodies, newest first; a body of another registrar is left out. */
    Mono<Map<UUID, List<Verification>>> decisions(Set<UUID> organizations) {
        record Decided(UUID organization, @Nullable Verification verification) {}
        return database.many(
                        """
                        select o.id, v.state, v.decided_by, v.decided_at, v.note
                        from organizations o left join lateral (
                          select * from organization_verifications d where d.organization_id = o.id order by d.id desc limit 20) v on true
                        where o.id = any($1) and has_platform_role('REGISTRAR', o.jurisdiction)
                        order by o.id, v.id desc
                        """,
                        row -> new Decided(
                                required(row, "id", UUID.class),
                                row.get("state", String.class) == null
                                        ? null
                                        : new Verification(
                                                one(row, "state", VerificationState.class),
                                                row.get("decided_by", UUID.class),
                                                row.get("decided_at", Instant.class),
                                                textOrNull(row, "note"))),
                        (Object) organizations.toArray(UUID[]::new))
                .collectMultimap(Decided::organization)
                .map(found -> found.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                each -> each.getValue().stream()
                                        .map(Decided::verification)
                                        .filter(Objects::nonNull)
                                        .toList())));
    }

    Mono<Long> decide(UUID organization, VerificationState state, @Nullable String note) {
        return database.change(DECIDE, organization, state.name(), Null.or(note, String.class));
    }

    static Organization organization(Readable row) {
        var year = row.get("report_year", Integer.class);
        return new Organization(
                required(row, "id", UUID.class),
                required(row, "slug", String.class),
                one(row, "kind", OrganizationKind.class),
                one(row, "jurisdiction", Jurisdiction.class),
                text(row, "name"),
                textOrNull(row, "about"),
                textOrNull(row, "legal_form"),
                many(row, "sectors", Sector.class),
                strings(row, "areas"),
                Stored.contacts(required(row, "contacts", String.class)),
                Stored.contactOrNull(row.get("complaints", String.class)),
                Stored.people(required(row, "responsible_people", String.class)),
                year == null
                        ? null
                        : new OrganizationReport(
                                year,
                                required(row, "report_published_on", LocalDate.class),
                                row.get("report_url", String.class)),
                new Verification(
                        one(row, "verification_state", VerificationState.class),
                        row.get("verified_by", UUID.class),
                        row.get("verified_at", Instant.class),
                        textOrNull(row, "verification_note")),
                row.get("founded_in", Integer.class),
                row.get("image_id", UUID.class),
                required(row, "is_demo", Boolean.class),
                required(row, "created_at", Instant.class));
    }

    private static OrganizationChange change(Readable row) {
        return new OrganizationChange(
                required(row, "id", UUID.class),
                required(row, "at", Instant.class),
                one(row, "kind", OrganizationChange.Kind.class),
                row.get("field", String.class));
    }
}
