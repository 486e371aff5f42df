package org.sanad.api.platform.security;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.introspection.Introspection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.execution.ErrorType;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.WebSocketGraphQlInterceptor;
import org.springframework.graphql.server.WebSocketGraphQlRequest;
import org.springframework.graphql.server.WebSocketSessionInfo;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Sees that an operation runs as whom it may: a socket's token counts for all that the socket asks, a stream ends with its token, a socket
 * carries a bounded number of operations, and what only some may ask is marked for {@link GuardInstrumentation} and {@link ScopeGuard}.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class GraphQlGuard implements WebSocketGraphQlInterceptor {

    static final int MOST_PER_SOCKET = 32;

    /** Set where a change may not be made, because nothing proves that the request comes from our own pages. */
    static final String NO_CSRF = "sanad.no-csrf";

    /** A socket's own memory: who opened it, told once. */
    static final String WHO = "sanad.who";

    private static final String RUNNING = "sanad.running";

    private final Issuers issuers;
    private final Expiry expiry;
    private final SecuritySettings settings;

    GraphQlGuard(Issuers issuers, Expiry expiry, SecuritySettings settings) {
        this.issuers = issuers;
        this.expiry = expiry;
        this.settings = settings;
    }

    /** Takes a bearer token from the first message; a browser's socket was recognized by its cookie already. */
    @Override
    public Mono<Object> handleConnectionInitialization(WebSocketSessionInfo socket, Map<String, Object> payload) {
        var given = token(payload);
        Mono<Authentication> who;
        if (given.isPresent()) {
            who = given.get().startsWith("Bearer ")
                    ? issuers.bearer(given.get().substring("Bearer ".length()))
                    : Mono.error(new InvalidBearerTokenException("Not a bearer token"));
        } else {
            who = Actors.current();
        }
        return who.doOnNext(authentication -> whoOf(socket).tryEmitValue(authentication))
                .then(Mono.empty());
    }

    private static Optional<String> token(Map<String, Object> payload) {
        return payload.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase("authorization"))
                .map(Map.Entry::getValue)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst();
    }

    @SuppressWarnings("unchecked") // nothing else is put there
    private static Sinks.One<Authentication> whoOf(WebSocketSessionInfo socket) {
        return (Sinks.One<Authentication>) socket.getAttributes().computeIfAbsent(WHO, none -> Sinks.one());
    }

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        if (request instanceof WebSocketGraphQlRequest overSocket) {
            return onSocket(overSocket, chain);
        }
        return Actors.current()
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(who -> {
                    mark(request, who.orElse(null), false);
                    return chain.next(request)
                            .map(response -> who.isPresent() ? bounded(response, who.get()) : response);
                });
    }

    private Mono<WebGraphQlResponse> onSocket(WebSocketGraphQlRequest request, Chain chain) {
        var socket = request.getSessionInfo();
        var running = (AtomicInteger) socket.getAttributes().computeIfAbsent(RUNNING, none -> new AtomicInteger());
        if (running.incrementAndGet() > MOST_PER_SOCKET) {
            running.decrementAndGet();
            return Mono.just(tooMany(request));
        }
        // the sink has its value before the socket was acknowledged, or never gets one
        var who = whoOf(socket).asMono();
        return Mono.firstWithSignal(who.map(Optional::of), Mono.just(Optional.<Authentication>empty()))
                .flatMap(found -> {
                    mark(request, found.orElse(null), true);
                    var answer = chain.next(request);
                    return found.isPresent()
                            ? answer.contextWrite(context -> Actors.into(context, found.get()))
                            : answer;
                })
                .map(response -> released(response, running))
                .doOnError(failed -> running.decrementAndGet())
                .doOnCancel(running::decrementAndGet);
    }

    private void mark(WebGraphQlRequest request, @Nullable Authentication who, boolean ownOrigin) {
        boolean noCsrf = !ownOrigin && who instanceof ActorAuthentication session && !session.csrfShown();
        boolean noIntrospection = !settings.anonymousIntrospection()
                && (who == null || Actors.of(who).isEmpty());
        var program = who == null ? Optional.<Actor>empty() : Actors.of(who).filter(Actor::partner);
        boolean oneFactor = who != null
                && Actors.of(who).filter(actor -> !actor.twoFactors()).isPresent();
        if (noCsrf || noIntrospection || oneFactor || program.isPresent()) {
            request.configureExecutionInput((input, builder) -> {
                if (oneFactor) {
                    SecondFactor.noteMissing(input.getGraphQLContext());
                }
                program.ifPresent(partner -> ScopeGuard.note(input.getGraphQLContext(), partner.scopes()));
                input.getGraphQLContext().put(NO_CSRF, noCsrf);
                input.getGraphQLContext().put(Introspection.INTROSPECTION_DISABLED, noIntrospection);
                return input;
            });
        }
    }

    /** Ends a stream over plain HTTP with the token that opened it. A socket as a whole is closed by {@link SocketHandler}. */
    private WebGraphQlResponse bounded(WebGraphQlResponse response, Authentication who) {
        return response.getData() instanceof Publisher<?> news
                ? response.transform(builder -> builder.data(Flux.from(news).takeUntilOther(expiry.of(who))))
                : response;
    }

    private static WebGraphQlResponse released(WebGraphQlResponse response, AtomicInteger running) {
        if (response.getData() instanceof Publisher<?> news) {
            return response.transform(
                    builder -> builder.data(Flux.from(news).doFinally(end -> running.decrementAndGet())));
        }
        running.decrementAndGet();
        return response;
    }

    private static WebGraphQlResponse tooMany(WebGraphQlRequest request) {
        GraphQLError error = GraphqlErrorBuilder.newError()
                .message("A socket carries at most " + MOST_PER_SOCKET + " operations at a time.")
                .errorType(ErrorType.BAD_REQUEST)
                .extensions(Map.of("code", "LIMIT_EXCEEDED"))
                .build();
        return new WebGraphQlResponse(new DefaultExecutionGraphQlResponse(
                request.toExecutionInput(),
                graphql.ExecutionResult.newExecutionResult()
                        .errors(List.of(error))
                        .build()));
    }
}
