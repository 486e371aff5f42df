package org.sanad.api.donation;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Mono;

/** Runs what has to happen by itself. Every node does; the statements share the work out. Tests do it by hand, with a clock of theirs. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@ConditionalOnBooleanProperty(name = "sanad.scheduled", matchIfMissing = true)
class DonationSchedule {

    private final Settlements settlements;

    DonationSchedule(Settlements settlements) {
        this.settlements = settlements;
    }

    @Scheduled(initialDelay = 5_000, fixedDelay = 15_000)
    Mono<Long> sweep() {
        // the scheduler asks once for the publisher and subscribes to it again and again: each time must read the clock
        // anew
        return Mono.defer(settlements::sweep);
    }

    @Scheduled(initialDelay = 5_000, fixedDelay = 5_000)
    Mono<Long> fold() {
        return Mono.defer(settlements::fold);
    }
}
