package org.sanad.api.platform.security;

import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/** Turns what Spring Security knows into the actor that the rest of Sanad knows. */
final class Actors {

    private Actors() {}

    /** The actor behind an authentication; empty for a guest. */
    static Optional<Actor> of(Authentication authentication) {
        return switch (authentication) {
            case ActorAuthentication session -> Optional.of(session.actor());
            case JwtAuthenticationToken bearer -> Optional.of(of(bearer.getToken()));
            default -> Optional.empty();
        };
    }

    private static Actor of(Jwt jwt) {
        var subject = Objects.requireNonNull(jwt.getSubject(), "checked when it was decoded");
        boolean partner = subject.equals(jwt.getClaimAsString("client_id"));
        boolean verified = Boolean.TRUE.equals(jwt.getClaimAsBoolean("email_verified"));
        var actor = Actor.of(
                String.valueOf(jwt.getIssuer()),
                subject,
                partner,
                scopes(jwt),
                jwt.getClaimAsString("name"),
                verified ? jwt.getClaimAsString("email") : null);
        return SecondFactor.in(jwt) ? actor.withTwoFactors() : actor;
    }

    /** A list, as Spring's authorization server writes it, or words, as RFC 9068 has it. */
    private static Set<String> scopes(Jwt jwt) {
        return switch (jwt.getClaims().get("scope")) {
            case Collection<?> list -> list.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet());
            case String words -> Stream.of(words.split(" ")).collect(Collectors.toUnmodifiableSet());
            case null, default -> Set.of();
        };
    }

    /** Puts an authentication and its actor into a context. */
    static Context into(Context context, Authentication authentication) {
        var secured = context.putAll(
                ReactiveSecurityContextHolder.withAuthentication(authentication).readOnly());
        return of(authentication).map(actor -> secured.put(Actor.KEY, actor)).orElse(secured);
    }

    /** The authentication of the present chain; empty for a guest. */
    static Mono<Authentication> current() {
        return ReactiveSecurityContextHolder.getContext().mapNotNull(SecurityContext::getAuthentication);
    }
}
