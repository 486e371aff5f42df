package org.sanad.api.platform.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Knows when somebody's being signed in ends: a bearer token at its time, a session when the issuer no longer vouches for the person. */
@Component
class Expiry {

    private final Sessions sessions;
    private final Duration askAgain;
    private final Clock clock;

    Expiry(Sessions sessions, SecuritySettings settings, Clock clock) {
        this.sessions = sessions;
        this.askAgain = settings.askAgain();
        this.clock = clock;
    }

    /** Completes when it has ended; never where it has no end. */
    Mono<Void> of(Authentication who) {
        return switch (who) {
            case JwtAuthenticationToken bearer -> {
                var end = bearer.getToken().getExpiresAt();
                yield end == null ? Mono.never() : after(end);
            }
            case ActorAuthentication session -> whileLive(session.sessionId());
            default -> Mono.never();
        };
    }

    /** Looks anew each time the issuer is to be asked again; one that is away when its word has run out counts as a no. */
    private Mono<Void> whileLive(String sessionId) {
        return Mono.defer(() -> sessions.live(sessionId))
                .map(Optional::of)
                .onErrorResume(away -> Mono.empty())
                .defaultIfEmpty(Optional.empty())
                .flatMap(live -> live.isEmpty()
                        ? Mono.empty()
                        : after(earlier(live.get().freshUntil(), clock.instant().plus(askAgain)))
                                .then(whileLive(sessionId)));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private Mono<Void> after(Instant end) {
        var left = Duration.between(clock.instant(), end);
        return Mono.delay(left.isNegative() ? Duration.ZERO : left).then();
    }
}
