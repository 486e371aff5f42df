package org.sanad.api.platform.outbox;

import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;

/** Keeps work of the system going for as long as the node runs: a domain says what is to be done and when, and never subscribes itself. */
public abstract class Worker implements SmartLifecycle {

    private final Disposable.Swap running = Disposables.swap();
    private volatile boolean started;

    /** The work, without an end; a failure that leaves it would end it, so it must resume from each. */
    protected abstract Flux<?> work();

    @Override
    public void start() {
        started = true;
        running.update(work().subscribe());
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
