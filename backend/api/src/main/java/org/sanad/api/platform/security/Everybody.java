package org.sanad.api.platform.security;

import java.util.Optional;
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

    /** Remembers that the actor was asked for. */
    static void wonder(ContextView context) {
        Optional<Everybody> everybody = context.getOrEmpty(Everybody.class);
        everybody.ifPresent(each -> each.wondered = true);
    }
}
