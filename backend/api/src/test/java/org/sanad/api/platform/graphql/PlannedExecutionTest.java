package org.sanad.api.platform.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphqlErrorBuilder;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.schema.DataFetcher;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the planned execution against graphql-java's own: the same answer to the same question, errors and their places included. */
class PlannedExecutionTest {

    private static final String SCHEMA = """
            interface Thing { id: ID! name(loud: Boolean = false): String! }
            enum Colour { RED GREEN }
            type Tree implements Thing {
              id: ID! name(loud: Boolean = false): String! colour: Colour! height: Float leaves(first: Int = 3): [Leaf!]! twigs: [Leaf] neighbour: Tree
              rotten: String rottenAndNeeded: String! later: String! laterRotten: String! missing: String!
              owner: Owner! wrongColour: Colour
            }
            type Leaf implements Thing { id: ID! name(loud: Boolean = false): String! tree: Tree broken: String! }
            type Owner { name: String! trees: [Tree!]! }
            type Query {
              trees(first: Int = 2): [Tree!]! tree(n: Int!): Tree things: [Thing] none: Tree missing: Tree! lateMissing: Tree! words: [String!] badWords: [String!]
              strange: [String!]
            }
            """;

    private record Tree(int n) {

        public String id() {
            return "t" + n;
        }

        public String getColour() {
            return n % 2 == 0 ? "RED" : "GREEN";
        }

        public double height() {
            return n / 2.0;
        }

        public String wrongColour() {
            return "BLUE";
        }
    }

    private record Leaf(int n, int of) {

        public String id() {
            return "l" + of + "." + n;
        }
    }

    private record Owner(String name) {}

    /** Reported for a failure: its message and where it happened. */
    private static final DataFetcherExceptionHandler FAILURES =
            parameters -> CompletableFuture.supplyAsync(() -> DataFetcherExceptionHandlerResult.newResult(
                            GraphqlErrorBuilder.newError(parameters.getDataFetchingEnvironment())
                                    .message("%s", parameters.getException().getMessage())
                                    .build())
                    .build());

    private final List<List<Integer>> batches = new CopyOnWriteArrayList<>();
    private final GraphQLSchema schema = new SchemaGenerator()
            .makeExecutableSchema(
                    new SchemaParser().parse(SCHEMA),
                    RuntimeWiring.newRuntimeWiring()
                            .type(
                                    "Query",
                                    type -> type.dataFetcher(
                                                    "trees",
                                                    environment -> trees(environment.<Integer>getArgument("first")))
                                            .dataFetcher(
                                                    "tree",
                                                    environment -> CompletableFuture.supplyAsync(
                                                            () -> new Tree(environment.<Integer>getArgument("n"))))
                                            .dataFetcher(
                                                    "things",
                                                    environment -> Arrays.asList(new Tree(1), null, new Leaf(7, 1)))
                                            .dataFetcher("missing", environment -> null)
                                            .dataFetcher(
                                                    "lateMissing",
                                                    environment -> CompletableFuture.supplyAsync(() -> null))
                                            .dataFetcher("words", environment -> List.of("a\"b", "نص", "\u0001"))
                                            .dataFetcher("badWords", environment -> Arrays.asList("a", null))
                                            .dataFetcher("strange", environment -> 7))
                            .type(
                                    "Thing",
                                    type -> type.typeResolver(environment -> environment
                                            .getSchema()
                                            .getObjectType(environment
                                                    .getObject()
                                                    .getClass()
                                                    .getSimpleName())))
                            .type(
                                    "Tree",
                                    type -> type.dataFetcher("name", name())
                                            .dataFetcher(
                                                    "leaves",
                                                    environment -> IntStream.range(
                                                                    0, environment.<Integer>getArgument("first"))
                                                            .mapToObj(n -> new Leaf(n, environment.<Tree>getSource().n))
                                                            .toList())
                                            .dataFetcher(
                                                    "twigs",
                                                    environment -> Arrays.asList(new Leaf(1, 0), null, new Leaf(2, 0)))
                                            .dataFetcher("neighbour", environment -> {
                                                var tree = environment.<Tree>getSource();
                                                return tree.n > 8
                                                        ? null
                                                        : environment
                                                                .<Integer, Tree>getDataLoader("tree")
                                                                .load(tree.n + 1);
                                            })
                                            .dataFetcher("rotten", failing())
                                            .dataFetcher("rottenAndNeeded", failing())
                                            .dataFetcher(
                                                    "later",
                                                    environment -> CompletableFuture.supplyAsync(() -> "later"))
                                            .dataFetcher(
                                                    "laterRotten",
                                                    environment -> CompletableFuture.failedFuture(
                                                            new IllegalStateException("late and rotten")))
                                            .dataFetcher("missing", environment -> null)
                                            .dataFetcher("owner", environment -> new Owner("O"))
                                            .dataFetcher(
                                                    "wrongColour",
                                                    environment -> environment
                                                            .<Tree>getSource()
                                                            .wrongColour()))
                            .type(
                                    "Leaf",
                                    type -> type.dataFetcher("name", name())
                                            .dataFetcher(
                                                    "tree",
                                                    environment -> environment
                                                            .<Integer, Tree>getDataLoader("tree")
                                                            .load(environment.<Leaf>getSource().of))
                                            .dataFetcher("broken", environment -> {
                                                var leaf = environment.<Leaf>getSource();
                                                if (leaf.n == 1) {
                                                    throw new IllegalStateException("a broken leaf");
                                                }
                                                return "whole";
                                            }))
                            .type("Owner", type -> type.dataFetcher("trees", environment -> trees(2)))
                            .build());

    private static List<Tree> trees(@Nullable Integer count) {
        return IntStream.range(0, count == null ? 0 : count).mapToObj(Tree::new).toList();
    }

    private static DataFetcher<?> failing() {
        return environment -> {
            throw new IllegalStateException("rotten");
        };
    }

    private static DataFetcher<?> name() {
        return environment -> {
            String name = ((Record) environment.getSource()).toString();
            return Boolean.TRUE.equals(environment.<Boolean>getArgument("loud"))
                    ? name.toUpperCase(java.util.Locale.ROOT)
                    : name;
        };
    }

    private ExecutionResult run(GraphQL.Builder how, String query, Map<String, Object> variables) {
        batches.clear();
        var loaders = DataLoaderRegistry.newRegistry()
                .register("tree", DataLoaderFactory.<Integer, Tree>newDataLoader(numbers -> {
                    batches.add(new ArrayList<>(numbers));
                    return CompletableFuture.supplyAsync(
                            () -> numbers.stream().map(Tree::new).toList());
                }))
                .build();
        return how.build()
                .execute(ExecutionInput.newExecutionInput(query)
                        .variables(variables)
                        .dataLoaderRegistry(loaders)
                        .build());
    }

    private void sameBothWays(String query, Map<String, Object> variables) {
        var expected = run(
                GraphQL.newGraphQL(schema).queryExecutionStrategy(new AsyncExecutionStrategy(FAILURES)),
                query,
                variables);
        var batched = List.copyOf(batches);
        var planned = GraphQL.newGraphQL(schema).queryExecutionStrategy(new PlannedExecution(FAILURES));
        for (int time = 0; time < 2; time++) {
            var found = run(planned, query, variables);
            Map<String, @Nullable Object> data = found.getData();
            assertThat(data).isEqualTo(expected.getData());
            // what follows of an error that was told already may be told in another order
            assertThat(found.getErrors())
                    .extracting(error -> error.toSpecification())
                    .containsExactlyInAnyOrderElementsOf(expected.getErrors().stream()
                            .map(error -> error.toSpecification())
                            .toList());
            assertThat(keys(data)).isEqualTo(keys(expected.getData()));
            assertThat(batches).isEqualTo(batched);
        }
    }

    /** Keys in their order, which equality of maps doesn't see. */
    private static String keys(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                var text = new StringBuilder("{");
                map.forEach((key, inner) -> text.append(key).append(keys(inner)).append(' '));
                yield text.append('}').toString();
            }
            case List<?> list ->
                list.stream().map(PlannedExecutionTest::keys).toList().toString();
            case null, default -> "";
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ trees { id colour height name } }",
                "{ b: trees(first: 1) { z: id a: id __typename } __typename trees { n: name(loud: true) m: name } }",
                "{ ...Q } fragment Q on Query { trees { ...T } trees { height } } fragment T on Tree { id ... on Thing { name } ... { colour } }",
                "{ things { __typename id ... on Leaf { tree { id neighbour { id } } } ... on Tree { height neighbour { id } } } }",
                "{ trees(first: 4) { id neighbour { id neighbour { id leaves(first: 2) { id tree { id } } } } } }",
                "{ trees { later id } tree(n: 3) { later neighbour { later } } none { id } words }",
                "{ trees { id rotten } }",
                "{ tree(n: 1) { id rottenAndNeeded } words }",
                "{ tree(n: 1) { neighbour { id laterRotten } id } }",
                "{ tree(n: 1) { neighbour { id missing } id } }",
                "{ trees { id missing } }",
                "{ trees { id laterRotten } words }",
                "{ missing { id } words }",
                "{ lateMissing { id } words }",
                "{ badWords words }",
                "{ strange words }",
                "{ trees { wrongColour id } }",
                "{ tree(n: 2) { twigs { id broken } id } }",
                "{ tree(n: 2) { leaves { id broken } id } words }",
                "{ tree(n: 2) { owner { name trees { id rottenAndNeeded } } } words }",
                "{ __schema { queryType { name } } }",
                "{ tree(n: 12) { neighbour { id } } }",
            })
    void answersAsGraphqlJavaDoes(String query) {
        sameBothWays(query, Map.of());
    }

    @Test
    void selectsByTheVariablesOfThisRequestAndNotOfTheLast() {
        var query = """
                query Q($with: Boolean!, $without: Boolean = false, $first: Int) {
                  trees(first: $first) { id @include(if: $with) name @skip(if: $without) ... @include(if: $with) { height } }
                }
                """;
        for (var with : List.of(true, false)) {
            for (var without : List.of(true, false)) {
                for (var first : List.of(1, 3)) {
                    sameBothWays(query, Map.of("with", with, "without", without, "first", first));
                }
            }
        }
        sameBothWays(query, Map.of("with", true));
    }
}
