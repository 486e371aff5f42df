package org.sanad.api.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Does in one go what comes in while the last go is under way. Who comes alone waits for nobody; the more come at once, the more share what a go
 * costs, a commit above all. A go that fails by one of them is tried again with each by itself, outside of the goes, so nobody fails or waits
 * by another's fault.
 *
 * @param <T> what is to be done
 * @param <R> what comes of it
 */
public final class Gathering<T, R> {

    private static final int ALONE = 4;

    private record Waiting<T, R>(T one, MonoSink<R> sink) {}

    private final Queue<Waiting<T, R>> waiting = new ConcurrentLinkedQueue<>();
    private final Semaphore free;
    private final int most;
    private final Work<T, R> work;

    /** What is done in a go. */
    public interface Work<T, R> {

        /**
         * Does all of them or, on an error, none.
         *
         * @param patient false where others may be waiting behind this go, so that it had better fail than wait for a lock
         * @return what came of each, by its place
         */
        Mono<List<R>> all(List<T> together, boolean patient);
    }

    /**
     * Gathers for {@code work}.
     *
     * @param goes how many may be under way at once
     * @param most how many may share one
     */
    public Gathering(int goes, int most, Work<T, R> work) {
        this.free = new Semaphore(goes);
        this.most = most;
        this.work = work;
    }

    /** Takes part in the next go. Never empty. What is given up before its go is done nevertheless. */
    public Mono<R> join(T one) {
        return Mono.create(sink -> {
            waiting.add(new Waiting<>(one, sink));
            go();
        });
    }

    private void go() {
        while (!waiting.isEmpty() && free.tryAcquire()) {
            var together = new ArrayList<Waiting<T, R>>();
            for (var next = waiting.poll(); next != null; next = together.size() < most ? waiting.poll() : null) {
                together.add(next);
            }
            if (together.isEmpty()) {
                free.release();
            } else {
                all(together, false)
                        .doFinally(end -> {
                            free.release();
                            go();
                        })
                        .onErrorResume(failure -> byOne(failure) ? eachAlone(together) : tell(together, failure))
                        .subscribe();
            }
        }
    }

    private Mono<Void> eachAlone(List<Waiting<T, R>> together) {
        return Flux.fromIterable(together)
                .map(List::of)
                .flatMap(each -> all(each, true).onErrorResume(failure -> tell(each, failure)), ALONE)
                .then();
    }

    private Mono<Void> all(List<Waiting<T, R>> together, boolean patient) {
        return work.all(together.stream().map(Waiting::one).toList(), patient)
                .doOnNext(results -> {
                    for (int i = 0; i < together.size(); i++) {
                        together.get(i).sink().success(results.get(i));
                    }
                })
                .then();
    }

    /** Whether the database took the work and refused it; else the others would fare no better by themselves. */
    private static boolean byOne(Throwable failure) {
        return failure instanceof DataAccessException
                && !(failure instanceof DataAccessResourceFailureException || failure instanceof QueryTimeoutException);
    }

    private Mono<Void> tell(List<Waiting<T, R>> together, Throwable failure) {
        return Mono.fromRunnable(() -> together.forEach(each -> each.sink().error(failure)));
    }
}
