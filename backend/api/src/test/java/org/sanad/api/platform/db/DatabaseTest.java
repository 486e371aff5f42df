package org.sanad.api.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sanad.api.platform.security.Actor;
import org.sanad.api.support.SanadTest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@SanadTest
class DatabaseTest {

    private final Database database;

    DatabaseTest(Database database) {
        this.database = database;
    }

    @Test
    void aGuestHasNoActor() {
        assertThat(actor().block()).isEqualTo("none");
    }

    @Test
    void fourHundredInterleavedActorsEachSeeThemselvesAndNothingLeaks() {
        var wrong = Flux.range(0, 400)
                .flatMap(
                        n -> {
                            if (n % 4 == 0) {
                                return actor().filter(seen -> !seen.equals("none"));
                            }
                            var actor = Actor.of("issuer", "person-" + n, false, Set.of(), null, null);
                            return database.transaction(() -> actor().delayUntil(seen -> actor()))
                                    .contextWrite(context -> context.put(Actor.KEY, actor))
                                    .filter(seen -> !seen.equals(actor.id().toString()));
                        },
                        32)
                .collectList()
                .block();
        assertThat(wrong).isEmpty();
    }

    @Test
    void theServersOwnLimitComesFirst() {
        assertThat(database.one("select pg_sleep(5)::text", row -> "slept")
                        .map(Object::toString)
                        .onErrorResume(failure -> Mono.just(failure.toString()))
                        .block())
                .contains("statement timeout");
    }

    @Test
    void actorsAreHiddenFromEachOther() {
        var other = Actor.of("issuer", "other-" + UUID.randomUUID(), false, Set.of(), null, null);
        var me = Actor.of("issuer", "me-" + UUID.randomUUID(), false, Set.of(), null, null);
        insert(other).contextWrite(context -> context.put(Actor.KEY, other)).block();
        insert(me).contextWrite(context -> context.put(Actor.KEY, me)).block();
        var seen = database.many("select id from actors", row -> row.get(0, UUID.class))
                .contextWrite(context -> context.put(Actor.KEY, me))
                .collectList()
                .block();
        assertThat(seen).containsExactly(me.id());
        assertThat(database.many("select id from actors", row -> row.get(0, UUID.class))
                        .collectList()
                        .block())
                .isEmpty();
    }

    private Mono<Long> insert(Actor actor) {
        return database.change(
                "insert into actors (id, issuer, subject) values ($1, $2, $3)",
                actor.id(),
                actor.issuer(),
                actor.subject());
    }

    private Mono<String> actor() {
        return database.one(
                "select coalesce(actor_id()::text, 'none')", row -> String.valueOf(row.get(0, String.class)));
    }
}
