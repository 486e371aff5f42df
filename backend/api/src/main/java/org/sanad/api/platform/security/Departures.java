package org.sanad.api.platform.security;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.sanad.api.platform.db.Database;
import org.sanad.api.platform.outbox.Worker;
import org.sanad.api.platform.security.PersonalRecords.Departed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Forgets who deleted their account: asks the issuer for its list now and then, from where this installation stood, and moves on in the
 * transaction that erases. So neither side has to be there when the other acts, and nothing is lost over a restart of either.
 */
@Component
class Departures extends Worker {

    private static final Logger log = LoggerFactory.getLogger(Departures.class);

    private static final String DONE = "select position from departures_done where issuer = $1";

    /** The row is the lock: of nodes that come at the same time one moves on, and the others find it done. */
    private static final String MOVE = """
            insert into departures_done as d (issuer, position) values ($1, $2)
            on conflict (issuer) do update set position = excluded.position where d.position < excluded.position
            """;

    private static final String KNOWN = "select email from actors where id = $1 and departed_at is null for update";

    /** Whoever was never here is noted too: a sign-in that is under way must not bring them back. */
    private static final String EMPTY = """
            insert into actors (id, issuer, subject, departed_at) values ($1, $2, 'departed ' || gen_random_uuid(), now())
            on conflict (id) do update set subject = excluded.subject, name = null, email = null, locale = null, calendar = null,
              digits = null, departed_at = now()
            """;

    private final Database jobs;
    private final Issuers issuers;
    private final List<PersonalRecords> records;
    private final Duration every;
    private volatile boolean behind;

    Departures(
            @Qualifier("jobDatabase") Database jobs,
            Issuers issuers,
            List<PersonalRecords> records,
            SecuritySettings settings) {
        this.jobs = jobs;
        this.issuers = issuers;
        this.records = records;
        this.every = settings.departuresEvery();
    }

    @Override
    protected Flux<?> work() {
        return Flux.interval(every, every).onBackpressureDrop().concatMap(tick -> catchUp(), 1);
    }

    /** Carries out what the issuer tells that was not carried out yet. Empty when done, or where the issuer can't be asked now. */
    Mono<Void> catchUp() {
        return jobs.one(DONE, row -> Objects.requireNonNull(row.get(0, Long.class)), issuer())
                .defaultIfEmpty(0L)
                .flatMap(after -> issuers.departures(after)
                        .concatMap(departure -> carryOut(departure).thenReturn(true))
                        .count())
                .repeat()
                .takeUntil(count -> count == 0)
                .then()
                .doOnSuccess(done -> behind = false)
                .onErrorResume(failed -> {
                    if (!behind) {
                        log.warn("The issuer's departures were not all carried out; later rounds try again", failed);
                    }
                    behind = true;
                    return Mono.empty();
                });
    }

    private Mono<Void> carryOut(Issuers.Departure departure) {
        var actor = Actor.idOf(issuer(), departure.subject());
        return jobs.transaction(() -> jobs.change(MOVE, issuer(), departure.position())
                        .filter(moved -> moved > 0)
                        .flatMap(moved -> forget(actor).thenReturn(true)))
                .doOnNext(done -> log.info("Forgot actor {}, who left", actor))
                .then();
    }

    private Mono<Void> forget(UUID actor) {
        return jobs.one(KNOWN, row -> Optional.ofNullable(row.get(0, String.class)), actor)
                .defaultIfEmpty(Optional.empty())
                .map(email -> new Departed(actor, email.orElse(null)))
                .flatMap(person -> Flux.fromIterable(records)
                        .concatMap(each -> each.forget(person))
                        .then())
                .then(jobs.change("delete from sessions where actor_id = $1", actor))
                .then(jobs.change("delete from platform_roles where actor_id = $1", actor))
                .then(jobs.change(EMPTY, actor, issuer()))
                .then();
    }

    private String issuer() {
        return issuers.main().uri().toString();
    }
}
