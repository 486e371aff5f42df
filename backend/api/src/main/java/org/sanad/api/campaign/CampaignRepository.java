package org.sanad.api.campaign;

import static org.sanad.api.platform.db.Columns.names;
import static org.sanad.api.platform.db.Columns.one;
import static org.sanad.api.platform.db.Columns.required;
import static org.sanad.api.platform.db.Columns.text;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.api.organization.Jurisdiction;
import org.sanad.api.platform.db.Among;
import org.sanad.api.platform.db.Database;
import org.sanad.api.platform.db.Null;
import org.sanad.api.platform.db.Sql;
import org.sanad.api.platform.graphql.Connection;
import org.sanad.api.platform.graphql.Cursors;
import org.sanad.api.platform.graphql.Keyset;
import org.sanad.api.platform.graphql.Page;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Reads and writes campaigns, for requests. */
@Repository
class CampaignRepository {

    private static final Keyset NEWEST = Keyset.time("campaigns/newest", "k.published_at", "k.id");
    private static final Keyset ENDING = Keyset.date("campaigns/ending", "k.ends", "k.id");
    private static final Keyset NEAREST = Keyset.number("campaigns/nearest", "t.nearness", "t.campaign_id");
    private static final Keyset GIVEN = Keyset.number("campaigns/given", "t.donor_count", "t.campaign_id");
    private static final Keyset RELEVANCE = Keyset.greatNumber("campaigns/relevance", "s.rank", "k.id");
    private static final Keyset OWN = Keyset.time("organization/campaigns", "c.created_at", "c.id");
    private static final Keyset UPDATES = Keyset.time("campaign/updates", "u.published_at", "u.id");
    private static final Keyset INITIATIVES = Keyset.time("initiatives", "i.created_at", "i.id");

    private static final String INITIATIVE = "i.id, i.slug, i.jurisdiction, i.name, i.about, i.lead_id";

    private static final String CREATE = """
            insert into campaigns (id, slug, organization_id, jurisdiction, status, purpose, initiative_id, title, summary, story, sector, sdgs,
              areas, currency, goal, stops_at_goal, starts_on, ends_on, image_id, intentions, religious_authority, minimum_gift,
              maximum_gift, impacts, presets, fee_percent, refund_policy)
            select $1, coalesce(nullif(left(trim('-' from regexp_replace(letters($3), '[^a-z0-9]+', '-', 'g')), 60), ''), 'campaign')
                || '-' || right($1::text, 6), o.id, o.jurisdiction, 'DRAFT',
              $4, $5, $6::jsonb, $7::jsonb, $8::jsonb, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19::jsonb, $20, $21,
              $22::jsonb, $23, $24, $25::jsonb
            from organizations o where o.id = $2
            """;

    private static final String CHANGE = """
            with changed as (
              update campaigns
              set version = version + 1, purpose = $3, initiative_id = $4, title = $5::jsonb, summary = $6::jsonb, story = $7::jsonb,
                  sector = $8, sdgs = $9, areas = $10, currency = $11, goal = $12, stops_at_goal = $13, starts_on = $14, ends_on = $15,
                  image_id = $16, intentions = $17, religious_authority = $18::jsonb, minimum_gift = $19, maximum_gift = $20,
                  impacts = $21::jsonb, presets = $22, fee_percent = $23, refund_policy = $24::jsonb
              where id = $1 and version = $2 and status <> 'CLOSED'
              returning id, slug, organization_id, status
            ), told as (
              insert into outbox (topic, aggregate_id, payload)
              select 'campaign.changed', id, jsonb_build_object('slug', slug, 'organizationId', organization_id, 'status', status)
              from changed where status <> 'DRAFT'
            )
            select id from changed
            """;

    private static final String MOVE = """
            with moved as (
              update campaigns
              set status = $3, version = version + 1, published_at = coalesce(published_at, now())
              where id = $1 and version = $2
              returning id, slug, organization_id, status
            ), told as (
              insert into outbox (topic, aggregate_id, payload)
              select $4, id, jsonb_build_object('slug', slug, 'organizationId', organization_id, 'status', status) from moved
            )
            select id from moved
            """;

    private static final String POST = """
            with posted as (
              insert into campaign_updates (campaign_id, title, body, image_id) values ($1, $2::jsonb, $3::jsonb, $4)
              returning id, campaign_id, title, body, image_id, published_at
            ), told as (
              insert into outbox (topic, aggregate_id, payload)
              select 'campaign.changed', campaign_id, jsonb_build_object('update', id) from posted
            )
            select * from posted
            """;

    private final Database database;
    private final Cursors cursors;
    private final Clock clock;

    CampaignRepository(Database database, Cursors cursors, Clock clock) {
        this.database = database;
        this.cursors = cursors;
        this.clock = clock;
    }

    Mono<Map<UUID, Campaign>> byIds(Set<UUID> ids, boolean whole) {
        var among = Among.of(ids);
        return database.many(
                        "select " + CampaignRow.columns(whole) + " from" + CampaignRow.TABLES + "where c.id"
                                + among.condition(),
                        row -> CampaignRow.read(row, whole),
                        among.value())
                .collectMap(Campaign::id);
    }

    Mono<Campaign> bySlug(String slug) {
        return database.one(
                "select " + CampaignRow.WHOLE + " from" + CampaignRow.TABLES + "where c.slug = $1",
                CampaignRow::whole,
                slug);
    }

    /** One page of the public list in one statement. */
    Mono<Connection<Campaign>> list(CampaignFilter filter, CampaignOrder order, Page page, boolean whole) {
        var keyset = keyset(filter, order);
        var sql = page(filter, order, page, whole);
        var count = narrow(from(new Sql().add("select count(*)"), query(filter)).add("where true"), filter, order);
        return database.many(
                        sql.text(),
                        row -> {
                            var campaign = CampaignRow.read(row, whole);
                            return new Keyset.Row<>(
                                    campaign.id(), required(row, "sort_key", keyset.keyType()), campaign);
                        },
                        sql.values())
                .collectList()
                .map(rows -> keyset.connection(
                        rows,
                        page,
                        cursors,
                        database.one(count.text(), row -> required(row, "count", Long.class), count.values())));
    }

    /** The statement of a page of the public list. */
    Sql page(CampaignFilter filter, CampaignOrder order, Page page, boolean whole) {
        var keyset = keyset(filter, order);
        var sql = from(
                        new Sql().add("select " + CampaignRow.columns(whole) + ", " + keyset.key() + " as sort_key"),
                        query(filter))
                .add("join campaigns c on c.id = k.id join campaign_totals t on t.campaign_id = k.id where true");
        narrow(sql, filter, order);
        keyset.after(sql, page, cursors);
        keyset.order(sql, page);
        return sql;
    }

    private static Keyset keyset(CampaignFilter filter, CampaignOrder order) {
        return switch (order) {
            case NEWEST -> NEWEST;
            case ENDING_SOON -> ENDING;
            case NEAREST_TO_GOAL -> NEAREST;
            case MOST_GIVEN -> GIVEN;
            case RELEVANCE -> query(filter) == null ? NEWEST : RELEVANCE;
        };
    }

    private static @Nullable String query(CampaignFilter filter) {
        return filter.query() == null || filter.query().isBlank() ? null : filter.query();
    }

    private static Sql from(Sql sql, @Nullable String query) {
        return query == null
                ? sql.add("from campaign_cards k")
                : sql.add("from search_campaigns(?) s join campaign_cards k on k.id = s.id", query);
    }

    private Sql narrow(Sql sql, CampaignFilter filter, CampaignOrder order) {
        var statuses = filter.statuses() == null || filter.statuses().isEmpty()
                ? List.of(CampaignStatus.ACTIVE)
                : filter.statuses();
        sql.among("and k.status = any(?)", statuses)
                .among("and k.sector = any(?)", filter.sectors())
                .amongTexts("and k.areas && ?", filter.areas())
                .among("and k.intentions && ?", filter.intentions())
                .among("and k.jurisdiction = any(?)", filter.jurisdictions())
                .among("and k.purpose = any(?)", filter.purposes());
        if (filter.sdgs() != null && !filter.sdgs().isEmpty()) {
            sql.add("and k.sdgs && ?", (Object) filter.sdgs().toArray(Integer[]::new));
        }
        if (filter.initiative() != null) {
            sql.add("and k.initiative_id = ?", filter.initiative());
        }
        if (order == CampaignOrder.ENDING_SOON) {
            sql.add("and k.ends >= ?", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        }
        return sql;
    }

    /** A page for each organization in one statement: what the public may see and, for its members, its drafts. */
    Mono<Map<UUID, Connection<Campaign>>> ofOrganizations(
            Set<UUID> organizations, @Nullable List<CampaignStatus> statuses, Page page, boolean whole) {
        var sql = pages(organizations, statuses, page, whole);
        var count = new Sql()
                .add(
                        "select c.organization_id as parent_id, count(*) from campaigns c where c.organization_id = any(?)",
                        (Object) organizations.toArray(UUID[]::new))
                .among("and c.status = any(?)", statuses)
                .add("group by c.organization_id");
        return database.many(sql.text(), row -> keyed(row, CampaignRow.read(row, whole)), sql.values())
                .collectList()
                .map(rows -> OWN.connections(
                        organizations,
                        rows,
                        page,
                        cursors,
                        database.many(
                                        count.text(),
                                        row -> Map.entry(
                                                required(row, "parent_id", UUID.class),
                                                required(row, "count", Long.class)),
                                        count.values())
                                .collectMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** The statement of a page for each organization. */
    Sql pages(Set<UUID> organizations, @Nullable List<CampaignStatus> statuses, Page page, boolean whole) {
        var sql = new Sql()
                .add(
                        "select own.*, parent.id as parent_id from unnest(?::uuid[]) parent (id) cross join lateral (",
                        (Object) organizations.toArray(UUID[]::new))
                .add("select " + CampaignRow.columns(whole) + ", " + OWN.key() + " as sort_key from"
                        + CampaignRow.TABLES)
                .add("where c.organization_id = parent.id")
                .among("and c.status = any(?)", statuses);
        OWN.after(sql, page, cursors);
        OWN.order(sql, page);
        return sql.add(") own");
    }

    private static <T extends org.sanad.api.platform.graphql.Entity> Map.Entry<UUID, Keyset.Row<T>> keyed(
            Readable row, T value) {
        return new AbstractMap.SimpleImmutableEntry<>(
                required(row, "parent_id", UUID.class),
                new Keyset.Row<>(value.id(), required(row, "sort_key", Long.class), value));
    }

    Mono<Map<UUID, Connection<CampaignUpdate>>> updatesOf(Set<UUID> campaigns, Page page) {
        var sql = new Sql()
                .add(
                        "select parent.id as parent_id, own.* from unnest(?::uuid[]) parent (id) cross join lateral (",
                        (Object) campaigns.toArray(UUID[]::new))
                .add("select u.id, u.campaign_id, u.title, u.body, u.image_id, u.published_at, " + UPDATES.key()
                        + " as sort_key from campaign_updates u where u.campaign_id = parent.id");
        UPDATES.after(sql, page, cursors);
        UPDATES.order(sql, page);
        sql.add(") own");
        return database.many(sql.text(), row -> keyed(row, update(row)), sql.values())
                .collectList()
                .map(rows -> UPDATES.connections(campaigns, rows, page, cursors, null));
    }

    Mono<Map<UUID, CampaignUpdate>> updates(Set<UUID> ids) {
        return database.many("""
                        select id, campaign_id, title, body, image_id, published_at from campaign_updates where id = any($1)
                        """, CampaignRepository::update, (Object) ids.toArray(UUID[]::new))
                .collectMap(CampaignUpdate::id);
    }

    Mono<Map<UUID, Initiative>> initiatives(Set<UUID> ids) {
        return database.many(
                        "select " + INITIATIVE + " from initiatives i where i.id = any($1)",
                        CampaignRepository::initiative,
                        (Object) ids.toArray(UUID[]::new))
                .collectMap(Initiative::id);
    }

    Mono<Connection<Initiative>> initiatives(Page page) {
        var sql = new Sql()
                .add("select " + INITIATIVE + ", " + INITIATIVES.key() + " as sort_key from initiatives i where true");
        INITIATIVES.after(sql, page, cursors);
        INITIATIVES.order(sql, page);
        return database.many(
                        sql.text(),
                        row -> {
                            var initiative = initiative(row);
                            return new Keyset.Row<>(initiative.id(), required(row, "sort_key", Long.class), initiative);
                        },
                        sql.values())
                .collectList()
                .map(rows -> INITIATIVES.connection(rows, page, cursors, null));
    }

    /** Writes a draft. Zero where there is no such organization. */
    Mono<Long> create(UUID id, UUID organization, String words, Draft draft) {
        return database.change(CREATE, values(draft, id, organization, words).toArray());
    }

    /** Writes all fields, if the campaign still has the version. Empty where someone else was first, or it is closed. */
    Mono<UUID> change(UUID id, int version, Draft draft) {
        return database.changeReturning(
                        CHANGE,
                        row -> required(row, "id", UUID.class),
                        values(draft, id, version).toArray())
                .singleOrEmpty();
    }

    private static List<Object> values(Draft draft, Object... before) {
        var values = new java.util.ArrayList<Object>(List.of(before));
        values.addAll(List.of(
                draft.purpose().name(),
                Null.or(draft.initiative(), UUID.class),
                draft.title().json(),
                draft.summary().json(),
                draft.story().json(),
                draft.sector().name(),
                draft.sdgs().toArray(Integer[]::new),
                draft.areas().toArray(String[]::new),
                draft.goal().currency(),
                draft.goal().minor(),
                draft.stopsAtGoal(),
                draft.startsOn(),
                Null.or(draft.endsOn(), LocalDate.class),
                Null.or(draft.image(), UUID.class),
                names(draft.intentions()),
                Null.or(
                        draft.religiousAuthority() == null
                                ? null
                                : draft.religiousAuthority().json(),
                        String.class),
                draft.minimumGift().minor(),
                Null.or(draft.maximumGift() == null ? null : draft.maximumGift().minor(), Long.class),
                StoredImpacts.write(draft.impacts()).toString(),
                draft.presets().stream().map(preset -> preset.minor()).toArray(Long[]::new),
                draft.feePercent(),
                draft.refundPolicy().json()));
        return values;
    }

    /** Moves to a status, if the campaign still has the version. Empty where someone else was first. */
    Mono<UUID> move(UUID id, int version, CampaignStatus to, String topic) {
        return database.changeReturning(MOVE, row -> required(row, "id", UUID.class), id, version, to.name(), topic)
                .singleOrEmpty();
    }

    /** Whether a gift ever came in; the goal is fixed from then on. */
    Mono<Boolean> hasGifts(UUID campaign) {
        return database.one(
                        "select has_gifts from campaign_totals where campaign_id = $1",
                        row -> required(row, "has_gifts", Boolean.class),
                        campaign)
                .defaultIfEmpty(false);
    }

    Mono<CampaignUpdate> post(UUID campaign, String title, String body, @Nullable UUID image) {
        return database.changeReturning(
                        POST, CampaignRepository::update, campaign, title, body, Null.or(image, UUID.class))
                .single();
    }

    private static CampaignUpdate update(Readable row) {
        return new CampaignUpdate(
                required(row, "id", UUID.class),
                required(row, "campaign_id", UUID.class),
                text(row, "title"),
                text(row, "body"),
                row.get("image_id", UUID.class),
                required(row, "published_at", Instant.class));
    }

    private static Initiative initiative(Readable row) {
        return new Initiative(
                required(row, "id", UUID.class),
                required(row, "slug", String.class),
                one(row, "jurisdiction", Jurisdiction.class),
                text(row, "name"),
                text(row, "about"),
                required(row, "lead_id", UUID.class));
    }
}
