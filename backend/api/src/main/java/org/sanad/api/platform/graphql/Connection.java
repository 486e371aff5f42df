package org.sanad.api.platform.graphql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One page of a list, as Relay wants it.
 *
 * @param totalCount counts all; run only when the client selects it; null where a connection has none
 */
public record Connection<T>(
        List<Edge<T>> edges, PageInfo pageInfo, @Nullable Mono<Long> totalCount) {

    /** A node and where it stands. The cursor is signed when it is asked for: most clients ask for none, or the last. */
    public static final class Edge<T> {

        private final T node;
        private final Supplier<String> cursor;

        public Edge(T node, Supplier<String> cursor) {
            this.node = node;
            this.cursor = cursor;
        }

        public T node() {
            return node;
        }

        public String cursor() {
            return cursor.get();
        }
    }

    /** Where a page begins and ends. */
    public static final class PageInfo {

        private final boolean hasNextPage;
        private final boolean hasPreviousPage;
        private final List<? extends Edge<?>> edges;

        private PageInfo(boolean hasNextPage, boolean hasPreviousPage, List<? extends Edge<?>> edges) {
            this.hasNextPage = hasNextPage;
            this.hasPreviousPage = hasPreviousPage;
            this.edges = edges;
        }

        public boolean hasNextPage() {
            return hasNextPage;
        }

        public boolean hasPreviousPage() {
            return hasPreviousPage;
        }

        /** Null on an empty page. */
        public @Nullable String startCursor() {
            return edges.isEmpty() ? null : edges.getFirst().cursor();
        }

        /** Null on an empty page. */
        public @Nullable String endCursor() {
            return edges.isEmpty() ? null : edges.getLast().cursor();
        }
    }

    public List<T> nodes() {
        return edges.stream().map(Edge::node).toList();
    }

    /**
     * Makes a page of the rows that {@code page.limit()} asked for: one more than wanted, which tells whether more follows; in reverse order when
     * read backward.
     */
    public static <R, T> Connection<T> of(
            List<R> rows, Page page, Function<R, T> node, Function<R, String> cursor, @Nullable Mono<Long> totalCount) {
        boolean more = rows.size() > page.size();
        var edges = new ArrayList<Edge<T>>(rows.size());
        for (var row : more ? rows.subList(0, page.size()) : rows) {
            edges.add(new Edge<>(node.apply(row), () -> cursor.apply(row)));
        }
        if (page.backward()) {
            Collections.reverse(edges);
        }
        var bounded = page.cursor() != null;
        return new Connection<>(
                edges,
                new PageInfo(page.backward() ? bounded : more, page.backward() ? more : bounded, edges),
                totalCount);
    }

    public static <T> Connection<T> of(
            List<T> rows, Page page, Function<T, String> cursor, @Nullable Mono<Long> totalCount) {
        return of(rows, page, node -> node, cursor, totalCount);
    }

    public static <T> Connection<T> of(List<T> rows, Page page, Function<T, String> cursor) {
        return of(rows, page, cursor, null);
    }
}
