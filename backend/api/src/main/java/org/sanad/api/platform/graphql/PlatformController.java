package org.sanad.api.platform.graphql;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.sanad.api.platform.money.Currencies;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;

/** Answers what belongs to no domain. */
@Controller
class PlatformController {

    private final Currencies currencies;
    private final Clock clock;

    PlatformController(Currencies currencies, Clock clock) {
        this.currencies = currencies;
        this.clock = clock;
    }

    @QueryMapping
    Collection<Currencies.Currency> currencies() {
        return currencies.all().stream()
                .filter(currency -> currency.code().equals(currency.iso()))
                .toList();
    }

    @SubscriptionMapping
    Flux<Instant> serverTime() {
        return Flux.interval(Duration.ZERO, Duration.ofSeconds(10))
                .onBackpressureDrop()
                .map(tick -> clock.instant());
    }
}
