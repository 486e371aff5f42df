package org.sanad.api.platform.outbox;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sanad.api.platform.db.Database;
import org.sanad.api.support.SanadTest;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@SanadTest
class NewsTest {

    private final News news;
    private final Database database;

    NewsTest(News news, Database database) {
        this.news = news;
        this.database = database;
    }

    @Test
    void reachesWhoListensOnceItIsCommitted() {
        var about = UUID.randomUUID();
        StepVerifier.create(
                        news.about(about, "test.happened").map(Item::payload).take(2))
                .then(() -> append(about, 1).then(append(about, 2)).block())
                .expectNext("{\"n\": 1}", "{\"n\": 2}")
                .expectComplete()
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void neverTellsWhatWasRolledBack() {
        var about = UUID.randomUUID();
        StepVerifier.create(
                        news.about(about, "test.happened").map(Item::payload).take(1))
                .then(() -> {
                    database.transaction(() -> append(about, 1).then(Mono.error(new IllegalStateException("undone"))))
                            .onErrorComplete()
                            .block();
                    append(about, 2).block();
                })
                .expectNext("{\"n\": 2}")
                .expectComplete()
                .verify(Duration.ofSeconds(10));
    }

    private Mono<Void> append(UUID about, int n) {
        return Outbox.append(database, "test.happened", about, Map.of("n", n));
    }
}
