package org.sanad.api.platform.security;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Recognizes a browser by its session's cookie, and puts the actor into the Reactor context, whoever recognized them. Not a bean of the
 * filter chain by itself: the security chain holds it.
 */
@Component
class SessionFilter {

    /** Paths that are the same for everyone, and are not worth a look at the session. */
    private static final List<String> SAME_FOR_ALL = List.of(
            "/identity/", "/.well-known/", "/assets/", "/fonts/", "/files/", "/graphiql/", "/ar/", "/fa/", "/en/");

    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private final Sessions sessions;
    private final SessionCookies cookies;

    SessionFilter(Sessions sessions, SessionCookies cookies) {
        this.sessions = sessions;
        this.cookies = cookies;
    }

    WebFilter recognize() {
        return (exchange, chain) -> {
            var request = exchange.getRequest();
            var id = cookies.session(request);
            var path = request.getPath().value();
            if (id.isEmpty()
                    || request.getHeaders().containsHeader(HttpHeaders.AUTHORIZATION)
                    || SAME_FOR_ALL.stream().anyMatch(path::startsWith)) {
                return chain.filter(exchange);
            }
            return sessions.live(id.get())
                    .timeout(PATIENCE)
                    .map(session -> new ActorAuthentication(
                            session.actor(), session.getId(), cookies.csrfShown(request, session.getId())))
                    .map(Optional::of)
                    .defaultIfEmpty(Optional.empty())
                    .onErrorResume(failed -> away(exchange).then(Mono.empty()))
                    .flatMap(found -> {
                        if (found.isPresent()) {
                            return chain.filter(exchange).contextWrite(context -> Actors.into(context, found.get()));
                        }
                        cookies.forget(exchange.getResponse());
                        return chain.filter(exchange);
                    });
        };
    }

    /** The issuer can't be asked whether the person is still welcome: nothing is answered in their name meanwhile. */
    private static Mono<Void> away(ServerWebExchange exchange) {
        exchange.getResponse().setStatusCode(HttpStatus.SERVICE_UNAVAILABLE);
        exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, "2");
        return exchange.getResponse().setComplete();
    }

    /** Carries the actor of a bearer token, which Spring Security recognized, to where the rest of Sanad looks. */
    WebFilter carry() {
        return new WebFilter() {
            @Override
            public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
                return Mono.deferContextual(context -> context.hasKey(Actor.KEY)
                        ? chain.filter(exchange)
                        : Actors.current()
                                .map(Optional::of)
                                .defaultIfEmpty(Optional.empty())
                                .flatMap(found -> found.isEmpty()
                                        ? chain.filter(exchange)
                                        : chain.filter(exchange)
                                                .contextWrite(inner -> Actors.into(inner, found.get()))));
            }
        };
    }
}
