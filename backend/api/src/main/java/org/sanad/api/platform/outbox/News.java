package org.sanad.api.platform.outbox;

import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Row;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * Tells this node's subscribers the news, wherever it was made. One listening connection wakes it; it then reads the outbox from where it
 * stood, so that nothing is lost over a reconnect, and shares each item among all who listen.
 */
@Component
public class News extends Worker {

    private static final Logger log = LoggerFactory.getLogger(News.class);
    private static final int BATCH = 500;
    private static final String READ =
            "select position, topic, aggregate_id, payload::text from outbox where position > $1 order by position limit "
                    + BATCH;

    private final PostgresqlConnectionFactory connections;
    private final Sinks.Many<Item> sink = Sinks.many().multicast().directBestEffort();
    /** Last position told; null until the first connection has asked where the present is. */
    private volatile @Nullable Long cursor;

    News(PostgresqlConnectionFactory connections) {
        this.connections = connections;
    }

    /**
     * Listens to topics from now on. Never completes; a listener that does not keep up loses its oldest items, since each is only a hint to read
     * again.
     */
    public Flux<Item> of(String... topics) {
        var wanted = Set.of(topics);
        return sink.asFlux()
                .filter(item -> wanted.contains(item.topic()))
                .onBackpressureBuffer(256, BufferOverflowStrategy.DROP_OLDEST);
    }

    /** Listens to everything from now on, without a buffer: for a listener that asks for no fewer than all and only takes notes. */
    public Flux<Item> all() {
        return sink.asFlux();
    }

    /** Listens to topics of one aggregate from now on, as {@link #of}. */
    public Flux<Item> about(UUID aggregate, String... topics) {
        var wanted = Set.of(topics);
        return sink.asFlux()
                .filter(item -> item.aggregateId().equals(aggregate) && wanted.contains(item.topic()))
                .onBackpressureBuffer(64, BufferOverflowStrategy.DROP_OLDEST);
    }

    @Override
    protected Flux<?> work() {
        return Mono.usingWhen(connections.create(), this::listen, PostgresqlConnection::close)
                .doOnError(failure -> log.warn("The news line broke: {}", failure.getMessage()))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200)).maxBackoff(Duration.ofSeconds(5)))
                .flux();
    }

    private Mono<Void> listen(PostgresqlConnection connection) {
        var listening = connection
                .createStatement("listen " + Relay.CHANNEL)
                .execute()
                .flatMap(result -> result.getRowsUpdated())
                .then();
        var present = connection
                .createStatement("select coalesce(max(position), 0) from outbox")
                .execute()
                .flatMap(result -> result.map((row, metadata) -> required(row, 0, Long.class)))
                .next()
                .doOnNext(position -> cursor = position)
                .then();
        var woken = connection.getNotifications().map(notification -> true).onBackpressureLatest();
        return listening
                .then(Mono.defer(() -> cursor == null ? present : Mono.empty()))
                .thenMany(Flux.concat(Mono.just(true), woken))
                .concatMap(wake -> drain(connection), 1)
                .then();
    }

    private Mono<Void> drain(PostgresqlConnection connection) {
        return Flux.defer(() -> connection
                        .createStatement(READ)
                        .bind("$1", Objects.requireNonNull(cursor))
                        .execute()
                        .concatMap(result -> result.map((row, metadata) -> new Item(
                                required(row, 0, Long.class),
                                required(row, 1, String.class),
                                required(row, 2, UUID.class),
                                required(row, 3, String.class)))))
                .doOnNext(item -> {
                    cursor = item.position();
                    sink.tryEmitNext(item);
                })
                .count()
                .repeat()
                .takeUntil(count -> count < BATCH)
                .then();
    }

    private static <T> T required(Row row, int column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type));
    }
}
