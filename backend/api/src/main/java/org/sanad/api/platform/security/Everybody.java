package org.sanad.api.platform.security;

import java.util.Optional;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * Carried by a chain whose answer is to be everybody's: remembers whether anything on the way asked who asks. What did is nobody else's
 * answer, and must not be kept.
 */
public final class Everybody {

    private volatile boolean wondered;

    /** Whether something asked who asks. */
    public boolean wondered() {
        return wondered;
    }

    /** Carries this on, and no actor. */
    public Context into(Context context) {
        return context.delete(Actor.KEY).put(Everybody.class, this);
    }

    /** Reads what belongs to whoever shows a secret: as little everybody's as what belongs to an actor. */
    public static <T> Mono<T> withheld(Mono<T> own) {
        return Mono.deferContextual(context -> {
            wonder(context);
            return own;
        });
    }

    /** Remembers that the actor was asked for. */
    static void wonder(ContextView context) {
        Optional<Everybody> everybody = context.getOrEmpty(Everybody.class);
        everybody.ifPresent(each -> each.wondered = true);
    }
}
