package org.sanad.api.platform;

import reactor.core.publisher.Mono;

/** Runs to its end what must not be left half done, even where whoever waited for it has gone. */
public final class Finishing {

    private Finishing() {}

    /** Starts {@code work} when subscribed to, with the subscriber's context, and lets it finish though the subscriber cancels. */
    public static <T> Mono<T> surely(Mono<T> work) {
        return Mono.deferContextual(
                context -> Mono.fromFuture(work.contextWrite(context).toFuture(), true));
    }
}
