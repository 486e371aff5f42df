package org.sanad.api.organization;

import static org.sanad.api.platform.db.Columns.names;
import static org.sanad.api.platform.db.Columns.one;
import static org.sanad.api.platform.db.Columns.required;
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
import org.sanad.api.platform.db.Among;
import org.sanad.api.platform.db.Cells;
import org.sanad.api.platform.db.Columns;
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

    private static final String CARD =
            """
            o.id, o.slug, o.kind, o.jurisdiction, o.name, o.verification_state, o.verified_by,
            """ + Columns.micros("o.verified_at") + " as verified_at, o.verification_note, o.image_id";

    private static final String WHOLE = CARD + """
            , o.about, o.legal_form, o.sectors, o.areas, o.contacts, o.complaints, o.responsible_people, o.report_year,
            o.report_published_on, o.report_url, o.founded_in, o.is_demo,
            """ + Columns.micros("o.created_at") + " as created_at";

    private static final String BY_IDS = " from organizations o where o.id";
    private static final String BY_SLUG = "select " + WHOLE + " from organizations o where o.slug = $1";

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
            select\s""" + WHOLE + " from changed o";

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
        return byIds(ids, true);
    }

    /** Fetches by ids, the cards alone where nobody will read more. */
    Mono<Map<UUID, Organization>> byIds(Set<UUID> ids, boolean whole) {
        var among = Among.of(ids);
        return database.many(
                        "select " + columns(whole) + BY_IDS + among.condition(), row -> read(row, whole), among.value())
                .collectMap(Organization::id);
    }

    private static String columns(boolean whole) {
        return whole ? WHOLE : CARD;
    }

    Mono<Organization> bySlug(String slug) {
        return database.one(BY_SLUG, OrganizationRepository::organization, slug);
    }

    Mono<Connection<Organization>> directory(
            OrganizationFilter filter, OrganizationOrder order, Locale locale, Page page, boolean whole) {
        var query = filter.query() == null || filter.query().isBlank() ? null : filter.query();
        var keyset = switch (order) {
            case NEWEST -> NEWEST;
            case RELEVANCE -> query == null ? byName(locale) : RELEVANCE;
            case NAME -> byName(locale);
        };
        var sql = new Sql().add("select " + columns(whole) + ", " + keyset.key() + " as sort_key");
        from(sql, query).add("join organizations o on o.id = k.id where true");
        narrow(sql, filter);
        keyset.after(sql, page, cursors);
        keyset.order(sql, page);
        var count = narrow(from(new Sql().add("select count(*)"), query).add("where true"), filter);
        var total = database.one(count.text(), row -> required(row, "count", Long.class), count.values());
        return database.many(
                        sql.text(),
                        row -> {
                            var found = read(row, whole);
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

    /** Reads the columns of {@link #WHOLE}, which come first in the row. */
    private static Organization organization(Readable row) {
        return read(row, true);
    }

    private static Organization read(Readable row, boolean whole) {
        var cells = new Cells(row);
        return new Organization(
                cells.required(UUID.class),
                cells.required(String.class),
                cells.one(OrganizationKind.class),
                cells.one(Jurisdiction.class),
                cells.text(),
                new Verification(
                        cells.one(VerificationState.class),
                        cells.orNull(UUID.class),
                        cells.instantOrNull(),
                        cells.textOrNull()),
                cells.orNull(UUID.class),
                whole ? details(cells) : null);
    }

    private static Organization.Details details(Cells cells) {
        var about = cells.textOrNull();
        var form = cells.textOrNull();
        var sectors = cells.many(Sector.class);
        var areas = List.of(cells.required(String[].class));
        var contacts = Stored.contacts(cells.required(String.class));
        var complaints = Stored.contactOrNull(cells.orNull(String.class));
        var people = Stored.people(cells.required(String.class));
        var year = cells.orNull(Integer.class);
        var published = cells.orNull(LocalDate.class);
        var address = cells.orNull(String.class);
        return new Organization.Details(
                about,
                form,
                sectors,
                areas,
                contacts,
                complaints,
                people,
                year == null ? null : new OrganizationReport(year, Objects.requireNonNull(published), address),
                cells.orNull(Integer.class),
                cells.required(Boolean.class),
                cells.instant());
    }

    private static OrganizationChange change(Readable row) {
        return new OrganizationChange(
                required(row, "id", UUID.class),
                required(row, "at", Instant.class),
                one(row, "kind", OrganizationChange.Kind.class),
                row.get("field", String.class));
    }
}
