package org.sanad.api.platform.graphql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One page of a list, as Relay wants it.
 *
 * @param totalCount counts all; run only when the client selects it; null where a connection has none
 */
public record Connection<T>(
        List<Edge<T>> edges, PageInfo pageInfo, @Nullable Mono<Long> totalCount) {

    /** A node and where it stands. */
    public record Edge<T>(T node, String cursor) {}

    /** Where a page begins and ends. */
    public record PageInfo(
            boolean hasNextPage,
            boolean hasPreviousPage,
            @Nullable String startCursor,
            @Nullable String endCursor) {}

    public List<T> nodes() {
        return edges.stream().map(Edge::node).toList();
    }

    /**
     * Makes a page of the rows that {@code page.limit()} asked for: one more than wanted, which tells whether more follows; in reverse order when
     * read backward.
     */
    public static <T> Connection<T> of(
            List<T> rows, Page page, Function<T, String> cursor, @Nullable Mono<Long> totalCount) {
        boolean more = rows.size() > page.size();
        var kept = new ArrayList<>(more ? rows.subList(0, page.size()) : rows);
        if (page.backward()) {
            Collections.reverse(kept);
        }
        var edges =
                kept.stream().map(node -> new Edge<>(node, cursor.apply(node))).toList();
        var bounded = page.cursor() != null;
        return new Connection<>(
                edges,
                new PageInfo(
                        page.backward() ? bounded : more,
                        page.backward() ? more : bounded,
                        edges.isEmpty() ? null : edges.getFirst().cursor(),
                        edges.isEmpty() ? null : edges.getLast().cursor()),
                totalCount);
    }

    public static <T> Connection<T> of(List<T> rows, Page page, Function<T, String> cursor) {
        return of(rows, page, cursor, null);
    }
}
