package org.sanad.api.platform.files;

import java.time.Duration;
import org.sanad.api.platform.outbox.Worker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Forgets once an hour what uploads have left behind. */
@Component
class Forgetting extends Worker {

    private static final Logger log = LoggerFactory.getLogger(Forgetting.class);
    private final Uploads uploads;

    Forgetting(Uploads uploads) {
        this.uploads = uploads;
    }

    @Override
    protected Flux<?> work() {
        return Flux.interval(Duration.ofMinutes(5), Duration.ofHours(1))
                .onBackpressureDrop()
                .concatMap(tick -> uploads.forget().onErrorResume(failed -> {
                    log.warn("Leftover uploads were not removed; the next round tries again", failed);
                    return Mono.empty();
                }));
    }
}
