package org.sanad.api.donation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.sanad.api.platform.graphql.BadInput;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Counts wrong guesses at receipts' codes by the address that they come from, so that a register of receipts can't be read out by trying. A node counts
 * for itself: with n nodes a guesser has n times as many tries, of 35 trillion.
 */
@Component
class Guesses {

    private static final int A_MINUTE = 20;

    private final Cache<String, AtomicInteger> wrong = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    /** Looks something up for the present caller. An empty answer is a wrong guess; after too many an error with {@link BadInput}. */
    <T> Mono<T> limited(Mono<T> look) {
        return Mono.deferContextual(context -> {
            var count = wrong.get(Callers.address(context), first -> new AtomicInteger());
            if (count.get() >= A_MINUTE) {
                return Mono.error(new BadInput("Too many unknown codes; try again in a minute."));
            }
            return look.switchIfEmpty(Mono.defer(() -> {
                count.incrementAndGet();
                return Mono.empty();
            }));
        });
    }
}
