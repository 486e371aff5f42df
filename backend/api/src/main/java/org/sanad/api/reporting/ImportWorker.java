package org.sanad.api.reporting;

import java.time.Duration;
import org.sanad.api.platform.outbox.News;
import org.sanad.api.platform.outbox.Worker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Works on imports, one at a time on each node: when one is asked for, and now and then in case a node fell silent over one. */
@Component
class ImportWorker extends Worker {

    private static final Logger log = LoggerFactory.getLogger(ImportWorker.class);

    private final Imports imports;
    private final News news;

    ImportWorker(Imports imports, News news) {
        this.imports = imports;
        this.news = news;
    }

    @Override
    protected Flux<?> work() {
        return Flux.merge(
                        Flux.interval(Duration.ofSeconds(2), Duration.ofSeconds(30))
                                .onBackpressureDrop(),
                        news.of("import.requested").map(item -> item.position()))
                .onBackpressureLatest()
                .concatMap(wake -> drain(), 1);
    }

    private Mono<Void> drain() {
        return imports.work()
                .repeatWhen(worked -> worked.takeWhile(count -> count > 0))
                .then()
                .onErrorResume(failed -> {
                    log.warn("An import broke off; it is taken up again", failed);
                    return Mono.empty();
                });
    }
}
