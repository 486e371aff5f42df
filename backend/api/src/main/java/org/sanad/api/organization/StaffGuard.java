package org.sanad.api.organization;

import graphql.GraphQLContext;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaDirectiveWiring;
import graphql.schema.idl.SchemaDirectiveWiringEnvironment;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.Settings;
import org.sanad.api.platform.security.SecondFactor;
import org.sanad.api.platform.security.SecondFactorRequired;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Makes {@code @staff} in the schema hold: a person who holds a role and signed in with one factor only gets {@link SecondFactorRequired} in the
 * field's place. It is the word, not the wall: the database lets roles count only with a second factor, whichever way a request takes.
 */
@Component
class StaffGuard implements RuntimeWiringConfigurer, SchemaDirectiveWiring {

    private static final String DIRECTIVE = "staff";
    private static final String ANSWER = "sanad.needs-second-factor";
    private static final String NOTE =
            "\n\nFor people with a role, who signed in with a second factor; else `SECOND_FACTOR_REQUIRED`.";

    private final Members members;
    private final Settings settings;

    StaffGuard(Members members, Settings settings) {
        this.members = members;
        this.settings = settings;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.directive(DIRECTIVE, this);
    }

    @Override
    public GraphQLFieldDefinition onField(SchemaDirectiveWiringEnvironment<GraphQLFieldDefinition> environment) {
        environment.setFieldDataFetcher(guarded(environment.getFieldDataFetcher()));
        var field = environment.getElement();
        return field.transform(copy -> copy.description(field.getDescription() + NOTE));
    }

    private DataFetcher<?> guarded(DataFetcher<?> inner) {
        return environment -> {
            if (!SecondFactor.isMissing(environment.getGraphQlContext())) {
                return inner.get(environment);
            }
            var refused = needed(environment.getGraphQlContext())
                    .<Object>flatMap(needed -> needed
                            ? Mono.error(new SecondFactorRequired(settings, environment.getLocale()))
                            : Mono.empty());
            if (isChange(environment)) {
                // nothing of it runs before
                return refused.switchIfEmpty(Mono.defer(() -> run(inner, environment)));
            }
            // begun now, for what it asks a loader for must be known when the loaders are sent off
            var answer = run(inner, environment);
            return refused.switchIfEmpty(answer);
        };
    }

    /** Asked once for each operation. */
    private Mono<Boolean> needed(GraphQLContext operation) {
        return operation.computeIfAbsent(
                ANSWER, none -> members.needSecondFactor().cache());
    }

    private static boolean isChange(DataFetchingEnvironment environment) {
        return GraphQLTypeUtil.simplePrint(environment.getParentType()).equals("Mutation");
    }

    private static Mono<Object> run(DataFetcher<?> inner, DataFetchingEnvironment environment) {
        try {
            return mono(inner.get(environment));
        } catch (Exception thrown) {
            return Mono.error(thrown);
        }
    }

    @SuppressWarnings("unchecked") // whatever it is, it is handed on
    private static Mono<Object> mono(@Nullable Object result) {
        return switch (result) {
            case Mono<?> later -> (Mono<Object>) later;
            case CompletionStage<?> later -> (Mono<Object>) Mono.fromCompletionStage(later);
            case null -> Mono.empty();
            default -> Mono.just(result);
        };
    }
}
