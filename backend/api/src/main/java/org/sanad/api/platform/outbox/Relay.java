package org.sanad.api.platform.outbox;

import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Numbers the outbox in the order in which its rows became visible, and wakes every node. One relay works at a time, kept by an advisory lock on
 * its connection; where its node falls, another's takes over. NOTIFY is sent here alone and for a batch: in each transaction it would cost four
 * fifths of the write rate.
 */
@Component
class Relay extends Worker {

    static final String CHANNEL = "sanad_news";

    private static final Logger log = LoggerFactory.getLogger(Relay.class);
    private static final long LOCK = 7_264_301_955L;
    private static final Duration IDLE = Duration.ofMillis(60);
    private static final Duration BUSY = Duration.ofMillis(15);
    private static final Duration STANDBY = Duration.ofSeconds(2);

    private static final String NUMBER = """
            with waiting as (
              select id, row_number() over (order by id) as place
              from (select id from outbox where position is null order by id limit 1000) batch
            ), numbered as (
              update outbox
              set position = waiting.place + (select coalesce(max(position), 0) from outbox)
              from waiting where outbox.id = waiting.id
              returning outbox.position
            )
            select count(*), pg_notify('sanad_news', max(position)::text) from numbered having count(*) > 0
            """;

    private final PostgresqlConnectionFactory connections;

    Relay(PostgresqlConnectionFactory connections) {
        this.connections = connections;
    }

    @Override
    protected Flux<?> work() {
        return Mono.usingWhen(connections.create(), this::number, PostgresqlConnection::close)
                .doOnError(failure -> log.warn("The relay lost its connection: {}", failure.getMessage()))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200)).maxBackoff(Duration.ofSeconds(5)))
                .flux();
    }

    private Mono<Void> number(PostgresqlConnection connection) {
        var acquired = connection
                .createStatement("select pg_try_advisory_lock(" + LOCK + ")")
                .execute()
                .flatMap(result -> result.map((row, metadata) -> Boolean.TRUE.equals(row.get(0, Boolean.class))))
                .next();
        var pass = connection
                .createStatement(NUMBER)
                .execute()
                .flatMap(result -> result.map((row, metadata) -> true))
                .next()
                .defaultIfEmpty(false);
        return acquired.filter(mine -> mine)
                .repeatWhenEmpty(tries -> tries.delayElements(STANDBY))
                .then(pass.flatMap(found -> Mono.delay(found ? BUSY : IDLE))
                        .repeat()
                        .then());
    }
}
