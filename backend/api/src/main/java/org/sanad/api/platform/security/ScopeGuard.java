package org.sanad.api.platform.security;

import graphql.GraphQLContext;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.LightDataFetcher;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaDirectiveWiring;
import graphql.schema.idl.SchemaDirectiveWiringEnvironment;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/**
 * Makes {@code @scope} in the schema hold: a partner's token without such a scope gets {@link ScopeRequired} in the field's place, and nothing
 * behind the field runs. It also writes the scope into the description, since clients that ask for the schema are told no directives.
 */
@Component
class ScopeGuard implements RuntimeWiringConfigurer, SchemaDirectiveWiring {

    private static final String DIRECTIVE = "scope";
    private static final String WORDS = "sanad.scopes";

    /** Notes for an operation what the program behind it may do; without this, somebody who is no program is behind it. */
    static void note(GraphQLContext context, Set<String> words) {
        context.put(WORDS, words);
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.directive(DIRECTIVE, this);
    }

    @Override
    public GraphQLFieldDefinition onField(SchemaDirectiveWiringEnvironment<GraphQLFieldDefinition> environment) {
        var anyOf = anyOf(environment);
        environment.setFieldDataFetcher(guarded(environment.getFieldDataFetcher(), anyOf));
        var field = environment.getElement();
        return field.transform(copy -> copy.description(described(field.getDescription(), anyOf)));
    }

    /** Guards each field of a type, so that no way to it, {@code node} among them, goes around the guard. */
    @Override
    public GraphQLObjectType onObject(SchemaDirectiveWiringEnvironment<GraphQLObjectType> environment) {
        var anyOf = anyOf(environment);
        var type = environment.getElement();
        var code = environment.getCodeRegistry();
        for (var field : type.getFieldDefinitions()) {
            var place = FieldCoordinates.coordinates(type, field);
            code.dataFetcher(place, guarded(code.getDataFetcher(place, field), anyOf));
        }
        return type.transform(copy -> copy.description(described(type.getDescription(), anyOf)));
    }

    private static List<Scope> anyOf(SchemaDirectiveWiringEnvironment<?> environment) {
        List<String> names =
                environment.getAppliedDirective().getArgument("anyOf").getValue();
        return Objects.requireNonNull(names).stream().map(Scope::valueOf).toList();
    }

    private static String described(@Nullable String description, List<Scope> anyOf) {
        var words = anyOf.stream().map(scope -> "`" + scope.word() + "`").collect(Collectors.joining(" or "));
        return description
                + (anyOf.isEmpty() ? "\n\nNot for partners' programs." : "\n\nPartners' programs need " + words + ".");
    }

    private static DataFetcher<?> guarded(DataFetcher<?> inner, List<Scope> anyOf) {
        return inner instanceof LightDataFetcher<?> light
                ? new Light(light, anyOf)
                : environment -> {
                    check(environment, anyOf);
                    return inner.get(environment);
                };
    }

    private static void check(DataFetchingEnvironment environment, List<Scope> anyOf) {
        Set<String> words = environment.getGraphQlContext().get(WORDS);
        if (words != null && anyOf.stream().noneMatch(scope -> scope.isIn(words))) {
            throw new ScopeRequired(anyOf, environment.getLocale());
        }
    }

    /** The guard of a value that is at hand, which stays as cheap as it was: not traced, no promise. */
    private record Light(LightDataFetcher<?> inner, List<Scope> anyOf) implements LightDataFetcher<@Nullable Object> {

        @Override
        public @Nullable Object get(
                GraphQLFieldDefinition field, Object source, Supplier<DataFetchingEnvironment> environment)
                throws Exception {
            check(environment.get(), anyOf);
            return inner.get(field, source, environment);
        }

        @Override
        public @Nullable Object get(DataFetchingEnvironment environment) throws Exception {
            check(environment, anyOf);
            return inner.get(environment);
        }
    }
}
