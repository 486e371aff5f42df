package org.sanad.api.platform.graphql;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.AbortExecutionException;
import graphql.schema.DataFetchingEnvironment;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.observability.RequestId;
import org.sanad.api.platform.security.Actor;
import org.sanad.api.platform.security.ScopeRequired;
import org.sanad.api.platform.security.SecondFactorRequired;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.graphql.execution.DataFetcherExceptionResolver;
import org.springframework.graphql.execution.ErrorType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Turns what went wrong into top-level errors with an {@code extensions.code} and no inner detail. Expected refusals never come here: they are
 * {@code userErrors}.
 */
@Component
@Order(0)
class Failures implements DataFetcherExceptionResolver {

    /** SQLSTATE character_not_in_repertoire and untranslatable_character. */
    private static final Set<String> UNWRITABLE = Set.of("22021", "22P05");

    private static final Logger log = LoggerFactory.getLogger(Failures.class);

    @Override
    public Mono<List<GraphQLError>> resolveException(Throwable thrown, DataFetchingEnvironment environment) {
        return Mono.deferContextual(context -> Mono.just(List.of(told(
                thrown,
                context,
                () -> GraphqlErrorBuilder.newError(environment),
                environment.getExecutionStepInfo().getPath().toString()))));
    }

    /**
     * Tells a client what went wrong, in the same words wherever it did.
     *
     * @param begin an error about the place where it happened
     * @param where the place, for the log
     */
    static GraphQLError told(
            Throwable thrown, ContextView context, Supplier<GraphqlErrorBuilder<?>> begin, String where) {
        var cause = unwrapped(thrown);
        boolean signedIn = Actor.carried(context).isPresent();
        return switch (cause) {
            case BadInput bad -> error(begin, ErrorType.BAD_REQUEST, "BAD_INPUT", bad.getMessage());
            case AuthenticationException none ->
                error(begin, ErrorType.UNAUTHORIZED, "UNAUTHENTICATED", "Sign in first.");
            case ScopeRequired scope ->
                begin.get()
                        .errorType(ErrorType.FORBIDDEN)
                        .message("%s", scope.getMessage())
                        .extensions(Map.of("code", "FORBIDDEN", "scopes", scope.words()))
                        .build();
            case SecondFactorRequired factor ->
                begin.get()
                        .errorType(ErrorType.FORBIDDEN)
                        .message("%s", factor.getMessage())
                        .extensions(Map.of(
                                "code",
                                "SECOND_FACTOR_REQUIRED",
                                "url",
                                factor.url().toString()))
                        .build();
            case AccessDeniedException denied
            when !signedIn -> error(begin, ErrorType.UNAUTHORIZED, "UNAUTHENTICATED", "Sign in first.");
            case AccessDeniedException denied ->
                error(begin, ErrorType.FORBIDDEN, "FORBIDDEN", "This is not for you to do.");
            case AbortExecutionException cancelled -> {
                // graphql-java gives up between two fields once whoever asked has gone: a browser on
                // another page
                RequestId.logging(context, () -> log.debug("{}: nobody waits for the answer any more", where));
                yield error(begin, ErrorType.INTERNAL_ERROR, "UNAVAILABLE", "The request was given up.");
            }
            case Throwable any
            when unwritable(any) ->
                error(begin, ErrorType.BAD_REQUEST, "BAD_INPUT", "A text holds a sign that is none, such as U+0000.");
            case Throwable any
            when overloaded(any) ->
                error(begin, ErrorType.INTERNAL_ERROR, "UNAVAILABLE", "Sanad is busy; try again shortly.");
            default -> {
                RequestId.logging(context, () -> log.error("{} failed", where, cause));
                yield error(begin, ErrorType.INTERNAL_ERROR, "INTERNAL", "Something went wrong on our side.");
            }
        };
    }

    /** Whether a failure is one of load: the server's answer is 503, and trying again is right. */
    static boolean overloaded(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException
                    || cause instanceof CancellationException
                    || cause instanceof QueryTimeoutException
                    || cause instanceof R2dbcTimeoutException
                    || cause instanceof R2dbcTransientResourceException
                    || cause instanceof R2dbcNonTransientResourceException
                    || cause instanceof DataAccessResourceFailureException
                    || cause instanceof CannotCreateTransactionException) {
                return true;
            }
        }
        return false;
    }

    /** Whether the database was given a text that it can't keep: no honest client sends one. */
    private static boolean unwritable(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof R2dbcException refused
                    && refused.getSqlState() != null
                    && UNWRITABLE.contains(refused.getSqlState())) {
                return true;
            }
        }
        return false;
    }

    private static Throwable unwrapped(Throwable thrown) {
        return thrown instanceof java.util.concurrent.CompletionException && thrown.getCause() != null
                ? thrown.getCause()
                : thrown;
    }

    private static GraphQLError error(
            Supplier<GraphqlErrorBuilder<?>> begin, ErrorType type, String code, @Nullable String message) {
        return begin.get()
                .errorType(type)
                .message(message == null ? code : message)
                .extensions(Map.of("code", code))
                .build();
    }
}
