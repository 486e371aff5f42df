package org.sanad.api.platform.graphql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.Directives;
import graphql.execution.ExecutionContext;
import graphql.execution.FieldCollector;
import graphql.execution.FieldCollectorParameters;
import graphql.execution.MergedField;
import graphql.execution.MergedSelectionSet;
import graphql.introspection.Introspection;
import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.Node;
import graphql.language.OperationDefinition;
import graphql.language.VariableReference;
import graphql.schema.DataFetcher;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedOutputType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLOutputType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.LightDataFetcher;
import graphql.schema.PropertyDataFetcher;
import graphql.schema.SingletonPropertyDataFetcher;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;

/**
 * What one operation asks for, worked out once and used for every request that sends the same document: which fields stand in which order on
 * which type, how each is fetched and what its value has to be.
 *
 * <p>A plan holds for the values that the variables of {@code @skip} and {@code @include} had; with others there is another plan.
 */
final class Plan {

    private static final FieldCollector COLLECTOR = new FieldCollector();
    /** By the operation's own node, which lives as long as its document is kept. */
    private static final Cache<OperationDefinition, Plans> PLANS =
            Caffeine.newBuilder().weakKeys().build();

    private static final int MOST_VARIANTS = 16;

    private final AtomicInteger steps = new AtomicInteger();
    private final Shape root;

    private Plan(ExecutionContext context, MergedSelectionSet fields, GraphQLObjectType type) {
        this.root = new Shape(context, type, fields);
    }

    /** The plan of a running operation. */
    static Plan of(ExecutionContext context, MergedSelectionSet fields, GraphQLObjectType root) {
        var plans = PLANS.get(context.getOperationDefinition(), any -> new Plans(conditions(context.getDocument())));
        var given = new HashMap<String, @Nullable Object>();
        for (var name : plans.conditions) {
            given.put(name, context.getCoercedVariables().get(name));
        }
        var known = plans.byConditions.get(given);
        if (known == null) {
            known = new Plan(context, fields, root);
            if (plans.byConditions.size() < MOST_VARIANTS) {
                plans.byConditions.put(given, known);
            }
        }
        return known;
    }

    private record Plans(Set<String> conditions, Map<Map<String, @Nullable Object>, Plan> byConditions) {

        Plans(Set<String> conditions) {
            this(conditions, new ConcurrentHashMap<>());
        }
    }

    /** The variables on which it depends what is selected. */
    private static Set<String> conditions(Document document) {
        var names = new HashSet<String>();
        conditions(document, names);
        return Set.copyOf(names);
    }

    private static void conditions(Node<?> node, Set<String> names) {
        if (node instanceof DirectivesContainer<?> container) {
            for (var directive : container.getDirectives()) {
                if (directive.getName().equals(Directives.SkipDirective.getName())
                        || directive.getName().equals(Directives.IncludeDirective.getName())) {
                    directive.getArguments().forEach(argument -> {
                        if (argument.getValue() instanceof VariableReference variable) {
                            names.add(variable.getName());
                        }
                    });
                }
            }
        }
        node.getChildren().forEach(child -> conditions(child, names));
    }

    Shape root() {
        return root;
    }

    /** How many steps there are by now; it grows while types of an interface turn up for the first time. */
    int steps() {
        return steps.get();
    }

    /** The fields that are selected on one concrete type. */
    final class Shape {

        final GraphQLObjectType type;
        final Step[] steps;
        /** Where a field stands, by its key in the answer. */
        final Map<String, Integer> positions = new HashMap<>();

        private Shape(ExecutionContext context, GraphQLObjectType type, MergedSelectionSet fields) {
            this.type = type;
            this.steps = new Step[fields.size()];
            int i = 0;
            for (var field : fields.getSubFieldsList()) {
                positions.put(field.getResultKey(), i);
                steps[i++] = new Step(context, type, field);
            }
        }
    }

    /** One selected field. */
    final class Step {

        final int number = Plan.this.steps.getAndIncrement();
        final SerializableString key;
        final MergedField field;
        final GraphQLFieldDefinition definition;
        final GraphQLObjectType parent;
        final Fetch fetch;
        final boolean takesArguments;
        /** Whether the field, list or not, may not be null. */
        final boolean required;

        final boolean list;
        /** Whether an element of the list may not be null; of no meaning without one. */
        final boolean elementRequired;
        /** What is left of the type without its modifiers. */
        final GraphQLNamedOutputType named;
        /** Writes a leaf's value down; null where the value is an object with fields of its own. */
        final @Nullable Leaf leaf;

        private final Map<GraphQLObjectType, Shape> shapes = new ConcurrentHashMap<>();
        private final Map<Class<?>, GraphQLObjectType> types = new ConcurrentHashMap<>();

        private Step(ExecutionContext context, GraphQLObjectType parent, MergedField field) {
            var schema = context.getGraphQLSchema();
            this.key = new SerializedString(field.getResultKey());
            this.field = field;
            this.parent = parent;
            this.definition = Introspection.getFieldDefinition(schema, parent, field.getName());
            this.takesArguments = !definition.getArguments().isEmpty();
            GraphQLType type = definition.getType();
            this.required = type instanceof GraphQLNonNull;
            type = GraphQLTypeUtil.unwrapNonNull(type);
            this.list = type instanceof GraphQLList;
            if (list) {
                type = GraphQLTypeUtil.unwrapOne(type);
            }
            this.elementRequired = type instanceof GraphQLNonNull;
            type = GraphQLTypeUtil.unwrapNonNull(type);
            if (type instanceof GraphQLList) {
                throw new IllegalStateException("a list of lists: " + parent.getName() + "." + field.getName());
            }
            this.named = (GraphQLNamedOutputType) type;
            this.leaf = Leaf.of(named);
            this.fetch = field.getName().equals(Introspection.TypeNameMetaFieldDef.getName())
                    ? (run, answer, step, source) -> parent.getName()
                    : Fetch.by(schema.getCodeRegistry().getDataFetcher(parent, definition), definition);
        }

        /** The type of a list's elements. */
        GraphQLOutputType element() {
            return (GraphQLOutputType) GraphQLTypeUtil.unwrapOne(GraphQLTypeUtil.unwrapNonNull(definition.getType()));
        }

        /** The fields that are asked of a value of this field. */
        Shape shape(Run run, Answer answer, Object value) {
            var type = named instanceof GraphQLObjectType object
                    ? object
                    : types.computeIfAbsent(value.getClass(), any -> run.resolve(answer, this, value));
            var known = shapes.get(type);
            return known == null
                    ? shapes.computeIfAbsent(type, any -> new Shape(run.context, any, collect(run.context, any)))
                    : known;
        }

        private MergedSelectionSet collect(ExecutionContext context, GraphQLObjectType type) {
            return COLLECTOR.collectFields(
                    FieldCollectorParameters.newParameters()
                            .schema(context.getGraphQLSchema())
                            .objectType(type)
                            .fragments(context.getFragmentsByName())
                            .variables(context.getCoercedVariables().toMap())
                            .graphQLContext(context.getGraphQLContext())
                            .build(),
                    field);
        }
    }

    /** How a field's value is come by: a value that is at hand, or the promise of one. */
    interface Fetch {

        @Nullable
        Object from(Run run, Answer answer, Step step, @Nullable Object source) throws Exception;

        /** Reads what is at hand without an environment; asks all other fetchers as graphql-java does. */
        static Fetch by(DataFetcher<?> fetcher, GraphQLFieldDefinition definition) {
            return switch (fetcher) {
                case Plain plain ->
                    (run, answer, step, source) -> source == null ? null : plain.read(source, run.arguments(step));
                case SingletonPropertyDataFetcher<?> property -> new Property(definition.getName());
                case PropertyDataFetcher<?> property
                when property.getPropertyName() != null -> new Property(property.getPropertyName());
                case LightDataFetcher<?> light ->
                    (run, answer, step, source) -> source == null
                            ? null
                            : light.get(definition, source, () -> run.environment(answer, step, source));
                default -> (run, answer, step, source) -> fetcher.get(run.environment(answer, step, source));
            };
        }
    }
}
