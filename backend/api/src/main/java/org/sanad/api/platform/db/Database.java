package org.sanad.api.platform.db;

import io.micrometer.core.instrument.Counter;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.sanad.api.platform.security.Actor;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The door to SQL for one role. A statement takes {@code $1, $2 …} and their values in order; a null needs {@link Null}. A guest's statement
 * runs by itself, without a context, and sees only what is public; a signed-in actor's runs in a short transaction that carries the actor,
 * because row-level security reads it there. Inside {@link #transaction} all statements share one.
 *
 * <p>PostgreSQL's own statement timeout is shorter than {@code patience}: giving up here first would leave a busy backend behind a
 * connection that looks idle.
 */
public final class Database {

    private final DatabaseClient client;
    private final TransactionalOperator readWrite;
    private final TransactionalOperator readOnly;
    private final Duration patience;
    private final Counter statements;

    /**
     * Opens the door.
     *
     * @param patience how long a chain may take before it is given up
     * @param statements counts every statement; begin, context and commit are not counted
     */
    public Database(ConnectionFactory connections, Duration patience, Counter statements) {
        var carrying = new ActorConnectionFactory(connections);
        var transactions = new R2dbcTransactionManager(carrying);
        this.client = DatabaseClient.builder()
                .connectionFactory(carrying)
                .namedParameters(false)
                .build();
        this.readWrite = TransactionalOperator.create(transactions);
        var reading = new DefaultTransactionDefinition();
        reading.setReadOnly(true);
        this.readOnly = TransactionalOperator.create(transactions, reading);
        this.patience = patience;
        this.statements = statements;
    }

    /** Reads rows. Empty when none match. */
    public <T> Flux<T> many(String sql, Function<Readable, T> mapper, Object... values) {
        return carrying(readOnly, bound(sql, values).map(mapper).all());
    }

    /** Reads one row. Empty when none matches; more than one is a bug. */
    public <T> Mono<T> one(String sql, Function<Readable, T> mapper, Object... values) {
        return many(sql, mapper, values).singleOrEmpty();
    }

    /** Changes rows, and tells how many. Never empty. */
    public Mono<Long> change(String sql, Object... values) {
        return carrying(readWrite, bound(sql, values).fetch().rowsUpdated().flux())
                .single();
    }

    /** Changes rows and reads what {@code returning} names. Empty when no row qualified. */
    public <T> Flux<T> changeReturning(String sql, Function<Readable, T> mapper, Object... values) {
        return carrying(readWrite, bound(sql, values).map(mapper).all());
    }

    /** Runs {@code work} in one transaction: all of it or, on an error, nothing. Joins a transaction that is open already. */
    public <T> Mono<T> transaction(Supplier<Mono<T>> work) {
        return readWrite.transactional(Mono.defer(work)).timeout(patience);
    }

    /** Runs {@code work} in one transaction, however long it takes: for jobs, which have limits of their own. */
    public <T> Flux<T> longTransaction(Supplier<? extends Publisher<T>> work) {
        return readWrite.transactional(Flux.defer(work));
    }

    private <T> Flux<T> carrying(TransactionalOperator operator, Flux<T> rows) {
        return Flux.deferContextual(context -> Actor.carried(context).isPresent() ? operator.transactional(rows) : rows)
                .timeout(Mono.delay(patience));
    }

    private DatabaseClient.GenericExecuteSpec bound(String sql, @Nullable Object... values) {
        var statement = client.sql(sql).filter((prepared, next) -> {
            statements.increment();
            return next.execute(prepared);
        });
        for (int i = 0; i < values.length; i++) {
            statement = switch (values[i]) {
                case null -> throw new IllegalArgumentException("$" + (i + 1) + " is null: pass Null.or(value, type)");
                case Null none -> statement.bindNull(i, none.type());
                case Object value -> statement.bind(i, value);
            };
        }
        return statement;
    }
}
