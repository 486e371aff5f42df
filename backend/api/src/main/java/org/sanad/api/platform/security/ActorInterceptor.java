package org.sanad.api.platform.security;

import java.util.Objects;
import java.util.Set;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Puts the actor behind a request into the Reactor context, where queries, loaders and subscriptions find it. */
@Component
class ActorInterceptor implements WebGraphQlInterceptor {

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(context -> context.getAuthentication())
                .ofType(JwtAuthenticationToken.class)
                .map(ActorInterceptor::actor)
                .map(actor -> chain.next(request).contextWrite(context -> context.put(Actor.KEY, actor)))
                .defaultIfEmpty(chain.next(request))
                .flatMap(response -> response);
    }

    private static Actor actor(Authentication authentication) {
        var jwt = ((JwtAuthenticationToken) authentication).getToken();
        var scope = jwt.getClaimAsString("scope");
        var subject = Objects.requireNonNull(jwt.getSubject(), "a token without a subject");
        boolean partner = subject.equals(jwt.getClaimAsString("client_id"));
        boolean verified = Boolean.TRUE.equals(jwt.getClaimAsBoolean("email_verified"));
        return Actor.of(
                String.valueOf(jwt.getIssuer()),
                subject,
                partner,
                scope == null ? Set.of() : Set.of(scope.split(" ")),
                jwt.getClaimAsString("name"),
                verified ? jwt.getClaimAsString("email") : null);
    }
}
