package org.sanad.api.platform.graphql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.db.Columns;
import org.sanad.api.platform.db.Sql;
import reactor.core.publisher.Mono;

/**
 * An order that a list can be read on in, from any of its rows, forward and backward: by one expression, then by id. Rows come as
 * {@link Row}, whose {@code key} is read from the column {@code sort_key} that {@link #key} selects.
 *
 * @param list names the list and its order; a cursor of another is refused
 * @param expression what is ordered by; the leading column of an index
 * @param key writes the expression as a cursor keeps it: {@code bigint} or {@code text}
 * @param bound reads it back, with a {@code ?} for it
 * @param id the column that settles ties
 */
public record Keyset(
        String list, String expression, String key, String bound, String id, boolean descending, Class<?> keyType) {

    /** A row with what it is ordered by, a {@code Long} or a {@code String}. */
    public record Row<T>(UUID id, Object key, T value) {}

    /** Orders by a {@code timestamptz}. */
    public static Keyset time(String list, String column, String id) {
        return new Keyset(
                list,
                column,
                Columns.micros(column),
                "timestamptz 'epoch' + ?::bigint * interval '1 microsecond'",
                id,
                true,
                Long.class);
    }

    /** Orders by an {@code int}, the greatest first. */
    public static Keyset number(String list, String column, String id) {
        return new Keyset(list, column, column + "::bigint", "?::int", id, true, Long.class);
    }

    /** Orders by a {@code bigint}, the greatest first. */
    public static Keyset greatNumber(String list, String column, String id) {
        return new Keyset(list, column, column, "?::bigint", id, true, Long.class);
    }

    /** Orders by a {@code date}, the earliest first. */
    public static Keyset date(String list, String column, String id) {
        return new Keyset(list, column, column + "::text", "?::date", id, false, String.class);
    }

    /** Orders by a text in a collation, from its beginning. */
    public static Keyset text(String list, String column, String collation, String id) {
        var collated = column + " collate \"" + collation + "\"";
        return new Keyset(list, collated, column, "?::text", id, false, String.class);
    }

    /** Appends {@code and …} that begins where the page does; nothing for the first page. */
    public void after(Sql sql, Page page, Cursors cursors) {
        if (page.cursor() == null) {
            return;
        }
        var keys = cursors.decode(list, page.cursor());
        var comparison = descending == page.backward() ? ">" : "<";
        sql.add(
                "and (" + expression + ", " + id + ") " + comparison + " (" + bound + ", ?::uuid)",
                keys.get(0),
                keys.get(1));
    }

    /** Appends the order and the limit of the page, which stands there as a number: with a parameter each execution would be planned anew. */
    public void order(Sql sql, Page page) {
        var direction = descending == page.backward() ? " asc" : " desc";
        sql.add("order by " + expression + direction + ", " + id + direction + " limit " + page.limit());
    }

    /** Makes the page of the rows. */
    public <T> Connection<T> connection(
            List<Row<T>> rows, Page page, Cursors cursors, @Nullable Mono<Long> totalCount) {
        return Connection.of(rows, page, Row::value, row -> cursors.encode(list, row.key(), row.id()), totalCount);
    }

    /**
     * Makes a page for each parent of rows that carry their parent; a parent without rows has an empty one.
     *
     * @param counts counts for all parents at once, when the first of them is asked; null where the connection counts nothing
     */
    public <T> Map<UUID, Connection<T>> connections(
            Iterable<UUID> parents,
            List<Map.Entry<UUID, Row<T>>> rows,
            Page page,
            Cursors cursors,
            @Nullable Mono<Map<UUID, Long>> counts) {
        var byParent = new HashMap<UUID, List<Row<T>>>();
        parents.forEach(parent -> byParent.put(parent, new ArrayList<>()));
        rows.forEach(row -> byParent.computeIfAbsent(row.getKey(), parent -> new ArrayList<>())
                .add(row.getValue()));
        var connections = new HashMap<UUID, Connection<T>>();
        var counted = counts == null ? null : counts.cache();
        byParent.forEach((parent, own) -> connections.put(
                parent,
                connection(
                        own,
                        page,
                        cursors,
                        counted == null ? null : counted.map(all -> all.getOrDefault(parent, 0L)))));
        return connections;
    }
}
