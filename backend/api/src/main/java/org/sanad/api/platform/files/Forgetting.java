package org.sanad.api.platform.files;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Forgets once an hour what uploads have left behind. */
@Component
class Forgetting implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Forgetting.class);
    private final Uploads uploads;
    private final Disposable.Swap running = Disposables.swap();
    private volatile boolean started;

    Forgetting(Uploads uploads) {
        this.uploads = uploads;
    }

    @Override
    public void start() {
        started = true;
        running.update(Flux.interval(Duration.ofMinutes(5), Duration.ofHours(1))
                .onBackpressureDrop()
                .concatMap(tick -> uploads.forget().onErrorResume(failed -> {
                    log.warn("Leftover uploads were not removed; the next round tries again", failed);
                    return Mono.empty();
                }))
                .subscribe());
    }

    @Override
    public void stop() {
        started = false;
        running.update(Disposables.disposed());
    }

    @Override
    public boolean isRunning() {
        return started;
    }
}
