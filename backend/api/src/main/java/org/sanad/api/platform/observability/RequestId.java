package org.sanad.api.platform.observability;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * The name of one request, in the Reactor context of everything done for it.
 *
 * <p>It is put into the log's context around each statement that speaks of a request, and not on every thread that the request passes:
 * automatic propagation costs each operator something, and few of them say anything.
 */
public record RequestId(String value) {

    /** The header of the answer, and of a request that comes with an id from a proxy. */
    public static final String HEADER = "X-Request-Id";

    /** The name under which the log carries it. */
    public static final String LOG_KEY = "requestId";

    /** Takes the proxy's id if it is one; else makes one. What a stranger writes must not be able to forge lines of a log. */
    static RequestId from(@Nullable String given) {
        if (given != null && given.matches("[A-Za-z0-9-]{8,64}")) {
            return new RequestId(given);
        }
        return new RequestId(
                HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
    }

    /** The request that is being worked for; null outside of requests. */
    public static @Nullable RequestId in(ContextView context) {
        return context.<RequestId>getOrEmpty(RequestId.class).orElse(null);
    }

    /** Runs {@code statement}, which logs, with the request's id in the log's context. */
    public static void logging(ContextView context, Runnable statement) {
        RequestId id = in(context);
        if (id == null) {
            statement.run();
            return;
        }
        try (MDC.MDCCloseable held = MDC.putCloseable(LOG_KEY, id.value())) {
            java.util.Objects.requireNonNull(held);
            statement.run();
        }
    }

    Context put(Context context) {
        return context.put(RequestId.class, this);
    }
}
