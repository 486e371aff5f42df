package org.sanad.api.donation.gateway;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Mono;

/** Keeps the sandbox gateway going by itself. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@ConditionalOnBooleanProperty(name = "sanad.scheduled", matchIfMissing = true)
@ConditionalOnProperty(name = "sanad.payment-provider", havingValue = "sandbox")
class SandboxSchedule {

    private final SandboxGateway gateway;

    SandboxSchedule(SandboxGateway gateway) {
        this.gateway = gateway;
    }

    @Scheduled(initialDelay = 3_000, fixedDelay = 1_000)
    Mono<Long> work() {
        // the scheduler asks once for the publisher and subscribes to it again and again: each time must read the clock
        // anew
        return Mono.defer(gateway::work);
    }
}
