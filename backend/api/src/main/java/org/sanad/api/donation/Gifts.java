package org.sanad.api.donation;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.db.Database;
import org.sanad.api.platform.db.Sql;
import org.sanad.api.platform.graphql.Connection;
import org.sanad.api.platform.graphql.Cursors;
import org.sanad.api.platform.graphql.Keyset;
import org.sanad.api.platform.graphql.Page;
import org.sanad.api.platform.money.Currencies;
import org.sanad.api.platform.money.Money;
import org.sanad.api.platform.security.Actor;
import org.sanad.api.platform.security.PublicAccess;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Reads gifts: as the public sees them, as their donors do, as finance offices and supervisors do. Row-level security decides who sees what;
 * whatever a supervisor learns of a donor is written down.
 */
@Service
public class Gifts {

    private static final Keyset PUBLIC = Keyset.time("public gifts", "p.settled_at", "p.id");
    private static final Keyset NEWEST = Keyset.time("gifts", "v.created_at", "v.id");
    private static final Keyset OLDEST = new Keyset(
            "dedications", NEWEST.expression(), NEWEST.key(), NEWEST.bound(), NEWEST.id(), false, Long.class);
    private static final Pattern RECEIPT = Pattern.compile("R-?([0-9]{4})-?0*([0-9]{1,9})");

    private final Database database;
    private final Cursors cursors;
    private final Currencies currencies;
    private final Clock clock;

    Gifts(Database database, Cursors cursors, Currencies currencies, Clock clock) {
        this.database = database;
        this.cursors = cursors;
        this.currencies = currencies;
        this.clock = clock;
    }

    /** Fetches gifts that the viewer may see; others are left out. Never empty. */
    @PublicAccess
    public Mono<Map<UUID, Donation>> byIds(Set<UUID> ids) {
        return ifSignedIn(
                database.many(
                                "select " + Rows.DONATION + " from donation_views v where v.id = any ($1)",
                                Rows::donation,
                                (Object) ids.toArray(UUID[]::new))
                        .collectMap(Donation::id)
                        .delayUntil(found -> writeDown(found.values().stream().toList())),
                Map.of());
    }

    /** Fetches gifts as the public sees them. Never empty. */
    @PublicAccess
    public Mono<Map<UUID, PublicDonation>> publicByIds(Set<UUID> ids) {
        return database.many(
                        "select " + Rows.PUBLIC + " from public_donations p where p.id = any ($1)",
                        Rows::publicDonation,
                        (Object) ids.toArray(UUID[]::new))
                .collectMap(PublicDonation::id);
    }

    /** Lists the gifts that stand, newest first, a page for each campaign, in one statement. Never empty. */
    @PublicAccess
    public Mono<Map<UUID, Connection<PublicDonation>>> ofCampaigns(Set<UUID> campaigns, Page page) {
        var sql = new Sql()
                .add(
                        "select g.*, parent.id as parent from unnest(?::uuid[]) parent (id) cross join lateral (select "
                                + Rows.PUBLIC + ", " + PUBLIC.key()
                                + " as sort_key from public_donations p where p.campaign_id = parent.id",
                        (Object) campaigns.toArray(UUID[]::new));
        PUBLIC.after(sql, page, cursors);
        PUBLIC.order(sql, page);
        sql.add(") g");
        return database.many(
                        sql.text(),
                        row -> Map.entry(Rows.the(row, "parent", UUID.class), keyed(row, Rows.publicDonation(row))),
                        sql.values())
                .collectList()
                .map(rows -> PUBLIC.connections(campaigns, rows, page, cursors, null));
    }

    /** Lists the viewer's own gifts, newest first. Never empty; an empty page for a guest. */
    @PublicAccess
    public Mono<Connection<Donation>> mine(Page page) {
        var sql = new Sql()
                .add("select " + Rows.DONATION + ", " + NEWEST.key()
                        + " as sort_key from donation_views v where v.donor_actor_id = (select actor_id())");
        NEWEST.after(sql, page, cursors);
        NEWEST.order(sql, page);
        return ifSignedIn(
                database.many(sql.text(), row -> keyed(row, Rows.donation(row)), sql.values())
                        .collectList()
                        .map(rows -> NEWEST.connection(rows, page, cursors, null)),
                NEWEST.connection(List.of(), page, cursors, null));
    }

    /** Which list of gifts is asked for, of many campaigns or organizations at once. */
    record Listing(GiftFilter filter, Page page) {}

    /** Lists gifts with their donors by organization; one whose finance the viewer neither manages nor supervises is left out. Never empty. */
    @PublicAccess
    public Mono<Map<UUID, Connection<Donation>>> ofOrganizations(
            Set<UUID> organizations, GiftFilter filter, Page page) {
        return under(
                organizations,
                filter,
                page,
                "v.organization_id = parent.id",
                "parent.id = any ((select gift_organizations())::uuid[])");
    }

    /** Lists gifts with their donors by campaign, as {@link #ofOrganizations}. */
    @PublicAccess
    public Mono<Map<UUID, Connection<Donation>>> givenTo(Set<UUID> campaigns, GiftFilter filter, Page page) {
        return under(
                campaigns,
                filter,
                page,
                "v.campaign_id = parent.id",
                "exists (select from campaigns c where c.id = parent.id and c.organization_id = any ((select gift_organizations())::uuid[]))");
    }

    private Mono<Map<UUID, Connection<Donation>>> under(
            Set<UUID> parents, GiftFilter filter, Page page, String join, String allowed) {
        var sql = new Sql()
                .add(
                        "select parent.id as parent, g.* from unnest(?::uuid[]) parent (id) left join lateral (select "
                                + Rows.DONATION + ", " + NEWEST.key() + " as sort_key from donation_views v where "
                                + join,
                        (Object) parents.toArray(UUID[]::new));
        filter(sql, filter);
        NEWEST.after(sql, page, cursors);
        NEWEST.order(sql, page);
        sql.add(") g on true where " + allowed);
        record Found(UUID parent, Keyset.@Nullable Row<Donation> row) {}
        return ifSignedIn(
                database.many(
                                sql.text(),
                                row -> new Found(
                                        Rows.the(row, "parent", UUID.class),
                                        row.get("id", UUID.class) == null ? null : keyed(row, Rows.donation(row))),
                                sql.values())
                        .collectList()
                        .delayUntil(found -> writeDown(found.stream()
                                .map(Found::row)
                                .filter(java.util.Objects::nonNull)
                                .map(Keyset.Row::value)
                                .toList()))
                        .map(found -> {
                            var visible = new HashSet<UUID>();
                            var rows = new ArrayList<Map.Entry<UUID, Keyset.Row<Donation>>>();
                            for (var each : found) {
                                visible.add(each.parent());
                                if (each.row() != null) {
                                    rows.add(Map.entry(each.parent(), each.row()));
                                }
                            }
                            return NEWEST.connections(visible, rows, page, cursors, null);
                        }),
                Map.of());
    }

    private static void filter(Sql sql, GiftFilter filter) {
        sql.among("and v.state = any (?)", filter.states());
        if (filter.from() != null) {
            sql.add(
                    "and v.created_at >= ?",
                    filter.from().atStartOfDay(ZoneOffset.UTC).toInstant());
        }
        if (filter.to() != null) {
            sql.add(
                    "and v.created_at < ?",
                    filter.to().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
        }
        var query = filter.query() == null ? "" : ascii(filter.query().strip());
        if (query.isEmpty()) {
            return;
        }
        var upper = query.toUpperCase(Locale.ROOT);
        var receipt = RECEIPT.matcher(upper);
        var name = query.toLowerCase(Locale.ROOT)
                        .replace("\\", "\\\\")
                        .replace("%", "\\%")
                        .replace("_", "\\_") + "%";
        if (receipt.matches()) {
            sql.add(
                    "and v.receipt_year = ? and v.receipt_serial = ?",
                    Integer.valueOf(receipt.group(1)),
                    Integer.valueOf(receipt.group(2)));
        } else {
            sql.add("and (v.reference = ? or lower(v.donor_name) like ?)", upper, name);
        }
    }

    /** Numbers are told on the phone and typed in any digits. */
    private static String ascii(String text) {
        var read = new StringBuilder();
        text.codePoints().forEach(c -> {
            int digit = Character.digit(c, 10);
            read.appendCodePoint(digit >= 0 ? '0' + digit : c);
        });
        return read.toString();
    }

    /** Lists gifts whose dedication waits for the viewer's decision, oldest first. Empty unless the viewer is a moderator. */
    @PublicAccess
    public Mono<Connection<Donation>> awaitingModeration(Page page) {
        var sql = new Sql()
                .add("select " + Rows.DONATION + ", " + OLDEST.key()
                        + " as sort_key from donation_views v where v.dedication_state = 'AWAITING_MODERATION'"
                        + " and v.organization_id = any ((select organizations_within('MODERATOR'))::uuid[])");
        OLDEST.after(sql, page, cursors);
        OLDEST.order(sql, page);
        return database.one("select has_platform_role('MODERATOR') as may", row -> Rows.yes(row, "may"))
                .filter(may -> may)
                .flatMap(may -> database.many(sql.text(), row -> keyed(row, Rows.donation(row)), sql.values())
                        .collectList()
                        .map(rows -> OLDEST.connection(rows, page, cursors, null)));
    }

    /** What has moved through Sanad, by currency. Never empty. */
    @PublicAccess
    public Mono<List<CurrencyTotal>> totals() {
        return database.many(
                        "select currency, raised, donation_count from raised_by_currency order by donation_count desc, currency",
                        row -> new CurrencyTotal(
                                Rows.money(row, "raised"), Rows.the(row, "donation_count", Integer.class)))
                .collectList();
    }

    /** Money in and out of organizations, by currency; public. Never empty. */
    @PublicAccess
    public Mono<Map<UUID, List<OrganizationFinance>>> finances(Set<UUID> organizations) {
        record Of(UUID organization, OrganizationFinance finance) {}
        return database.many(
                        """
                        select organization_id, currency, received, spent, received - spent as balance from organization_finances
                        where organization_id = any ($1) order by currency""",
                        row -> new Of(
                                Rows.the(row, "organization_id", UUID.class),
                                new OrganizationFinance(
                                        currencies
                                                .get(Rows.the(row, "currency", String.class))
                                                .iso(),
                                        Rows.money(row, "received"),
                                        Rows.money(row, "spent"),
                                        Rows.money(row, "balance"))),
                        (Object) organizations.toArray(UUID[]::new))
                .collectList()
                .map(all -> {
                    var by = new HashMap<UUID, List<OrganizationFinance>>();
                    organizations.forEach(id -> by.put(id, new ArrayList<>()));
                    all.forEach(each -> by.computeIfAbsent(each.organization(), id -> new ArrayList<>())
                            .add(each.finance()));
                    return by;
                });
    }

    /** What moved in one currency. */
    public record CurrencyTotal(Money raised, int donationCount) {}

    /** An organization's money in one currency, the balance being what it keeps in its funds. */
    public record OrganizationFinance(String currency, Money received, Money spent, Money balance) {}

    /** Passes a gift on that its reader was just told; a supervisor's look at its donor is written down. */
    Mono<Donation> written(Donation gift) {
        return writeDown(List.of(gift)).thenReturn(gift);
    }

    private Mono<Void> writeDown(List<Donation> read) {
        var known = read.stream()
                .filter(Donation::readBySupervisor)
                .map(Donation::id)
                .toArray(UUID[]::new);
        return known.length == 0
                ? Mono.empty()
                : database.change(
                                "insert into donor_reads (actor_id, donation_id, read_at) select actor_id(), id, $2 from unnest($1::uuid[]) id",
                                known,
                                clock.instant())
                        .then();
    }

    private static <T> Keyset.Row<T> keyed(Readable row, T value) {
        return new Keyset.Row<>(Rows.the(row, "id", UUID.class), Rows.the(row, "sort_key", Long.class), value);
    }

    /** Answers {@code otherwise} to a guest without asking: no policy would let one see a row. */
    private static <T> Mono<T> ifSignedIn(Mono<T> work, T otherwise) {
        return Mono.deferContextual(context -> Actor.in(context).isPresent() ? work : Mono.just(otherwise));
    }
}
