package org.sanad.api.platform.graphql;

import graphql.ExecutionResult;
import graphql.ExecutionResultImpl;
import graphql.collect.ImmutableMapWithNullValues;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStepInfo;
import graphql.execution.NonNullableFieldWasNullError;
import graphql.execution.NonNullableFieldWasNullException;
import graphql.execution.ResolveType;
import graphql.execution.ResultPath;
import graphql.execution.ValuesResolver;
import graphql.execution.directives.QueryDirectivesImpl;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.DataFetchingEnvironmentImpl;
import graphql.schema.DataFetchingFieldSelectionSetImpl;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLOutputType;
import graphql.util.FpKit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a {@link Plan}, level by level: all that is at hand is read at once; what is promised is waited for together, and only then
 * is the next level asked for, so that the loaders of a level gather all its keys into one statement each.
 *
 * <p>A level is carried on by the thread that kept its last promise, and by no other: nothing here is locked.
 */
final class Run {

    private static final ResolveType TYPES = new ResolveType();

    final ExecutionContext context;

    private final Plan plan;
    private final DataFetcherExceptionHandler failures;
    private final CompletableFuture<ExecutionResult> result = new CompletableFuture<>();
    private final List<DataLoader<?, ?>> loaders;
    private final AtomicInteger unkept = new AtomicInteger();
    private List<Promise> promises = new ArrayList<>();
    private @Nullable Map<String, Object>[] arguments;
    private boolean nothing;
    private Answer root;

    /** What is promised for a field: its value, or the words for its failure. */
    private record Promise(
            Answer answer, int position, @Nullable Object source, CompletableFuture<?> value, boolean failed) {}

    @SuppressWarnings({"unchecked", "rawtypes"}) // there are no arrays of generic types
    Run(Plan plan, ExecutionContext context, DataFetcherExceptionHandler failures) {
        this.plan = plan;
        this.context = context;
        this.failures = failures;
        this.loaders = context.getDataLoaderRegistry().getDataLoaders();
        this.arguments = new Map[plan.steps()];
        this.root = new Answer(plan.root(), null, -1, -1);
    }

    /** Something that the plan does not foresee, and graphql-java does: a value that its type does not allow, for one. */
    static final class Unforeseen extends RuntimeException {

        private static final long serialVersionUID = 1;

        Unforeseen(Throwable cause) {
            super(cause);
        }
    }

    /** Starts. The result fails with {@link Unforeseen} where the ordinary execution has to find the words. */
    CompletableFuture<ExecutionResult> start() {
        carryOn(() -> fetch(root, context.getRoot()));
        return result;
    }

    private void carryOn(Runnable level) {
        try {
            if (context.getExecutionInput().isCancelled()) {
                throw new Unforeseen(new CancellationException());
            }
            level.run();
            await();
        } catch (Unforeseen unforeseen) {
            result.completeExceptionally(unforeseen);
        } catch (RuntimeException | Error bug) {
            result.completeExceptionally(new Unforeseen(bug));
        }
    }

    private void await() {
        var awaited = promises;
        if (awaited.isEmpty()) {
            result.complete(new ExecutionResultImpl(nothing ? null : root, context.getErrors()));
            return;
        }
        promises = new ArrayList<>();
        unkept.set(awaited.size());
        for (var promise : awaited) {
            var _ = promise.value.whenComplete((value, failure) -> {
                if (unkept.decrementAndGet() == 0) {
                    carryOn(() -> awaited.forEach(this::kept));
                }
            });
        }
        for (var loader : loaders) {
            if (loader.dispatchDepth() > 0) {
                var _ = loader.dispatch();
            }
        }
    }

    private void kept(Promise promise) {
        var value = promise.value;
        if (promise.failed) {
            if (value.state() == Future.State.SUCCESS) {
                context.addErrors(((DataFetcherExceptionHandlerResult) value.resultNow()).getErrors());
            }
            none(promise.answer, promise.position, -1);
        } else if (value.state() == Future.State.SUCCESS) {
            complete(promise.answer, promise.position, value.resultNow());
        } else {
            failed(promise.answer, promise.position, promise.source, thrown(value));
        }
    }

    private static Throwable thrown(CompletableFuture<?> future) {
        return future.isCancelled() ? new CancellationException() : future.exceptionNow();
    }

    /** Reads all fields of an object. */
    private void fetch(Answer answer, @Nullable Object source) {
        var steps = answer.shape.steps;
        for (int i = 0; i < steps.length; i++) {
            Object value;
            try {
                value = steps[i].fetch.from(this, answer, steps[i], source);
            } catch (Exception failure) {
                failed(answer, i, source, failure);
                continue;
            }
            if (value instanceof CompletionStage<?> promised) {
                var future = promised.toCompletableFuture();
                if (future.state() == Future.State.SUCCESS) {
                    complete(answer, i, future.resultNow());
                } else {
                    promises.add(new Promise(answer, i, source, future, false));
                }
            } else {
                complete(answer, i, value);
            }
        }
    }

    private void failed(Answer answer, int position, @Nullable Object source, Throwable failure) {
        var environment = environment(answer, answer.shape.steps[position], source);
        var told = failures.handleException(DataFetcherExceptionHandlerParameters.newExceptionParameters()
                .dataFetchingEnvironment(environment)
                .exception(failure)
                .build());
        promises.add(new Promise(answer, position, source, told, true));
    }

    /** Puts a field's value into its place. */
    private void complete(Answer answer, int position, @Nullable Object fetched) {
        var step = answer.shape.steps[position];
        var value = context.getValueUnboxer().unbox(fetched);
        if (value == null) {
            none(answer, position, -1);
        } else if (!step.list) {
            place(answer, position, -1, step, value);
        } else if (value instanceof Collection<?> elements) {
            var list = Arrays.asList(new @Nullable Object[elements.size()]);
            answer.values[position] = list;
            int i = 0;
            for (var element : elements) {
                if (element == null) {
                    none(answer, position, i);
                } else {
                    place(answer, position, i, step, element);
                }
                i++;
            }
        } else {
            throw new Unforeseen(new IllegalStateException("no list but a " + value.getClass()));
        }
    }

    private void place(Answer answer, int position, int index, Plan.Step step, Object value) {
        var leaf = step.leaf;
        if (leaf != null) {
            put(answer, position, index, leaf.serialize(value, this));
            return;
        }
        var child = new Answer(step.shape(this, answer, value), answer, position, index);
        // first, so that a field of it that may not be null and is can take it away again
        put(answer, position, index, child);
        fetch(child, value);
    }

    @SuppressWarnings("unchecked") // lists in answers are made here
    private static void put(Answer answer, int position, int index, @Nullable Object value) {
        if (index < 0) {
            answer.values[position] = value;
        } else if (answer.values[position] instanceof List<?> list) {
            ((List<@Nullable Object>) list).set(index, value);
        }
    }

    /** Says null, here or, where that may not be, as far up as it has to be. */
    private void none(Answer answer, int position, int index) {
        var step = answer.shape.steps[position];
        if (index >= 0 ? step.elementRequired : step.required) {
            var field = info(answer, step);
            var info = index < 0 ? field : element(field, step.element(), index);
            context.addError(
                    new NonNullableFieldWasNullError(new NonNullableFieldWasNullException(info, info.getPath())),
                    info.getPath());
        }
        nullify(answer, position, index);
    }

    private void nullify(@Nullable Answer answer, int position, int index) {
        if (answer == null) {
            nothing = true;
            return;
        }
        var step = answer.shape.steps[position];
        if (index >= 0 && !step.elementRequired) {
            put(answer, position, index, null);
        } else if (!step.required) {
            answer.values[position] = null;
        } else {
            nullify(answer.parent, answer.position, answer.index);
        }
    }

    /** The arguments of a field, the same for all objects that it is asked of. */
    Map<String, Object> arguments(Plan.Step step) {
        if (!step.takesArguments) {
            return Map.of();
        }
        if (step.number >= arguments.length) {
            arguments = Arrays.copyOf(arguments, plan.steps());
        }
        var known = arguments[step.number];
        if (known == null) {
            known = Collections.unmodifiableMap(ValuesResolver.getArgumentValues(
                    context.getGraphQLSchema().getCodeRegistry(),
                    step.definition.getArguments(),
                    step.field.getArguments(),
                    context.getCoercedVariables(),
                    context.getGraphQLContext(),
                    context.getLocale()));
            arguments[step.number] = known;
        }
        return known;
    }

    /** What a fetcher, or whoever words its failure, may want to know; put together for the few that do. */
    DataFetchingEnvironment environment(Answer answer, Plan.Step step, @Nullable Object source) {
        Supplier<ExecutionStepInfo> info = FpKit.intraThreadMemoize(() -> info(answer, step));
        return DataFetchingEnvironmentImpl.newDataFetchingEnvironment(context)
                .source(source)
                .localContext(context.getLocalContext())
                .arguments(() -> arguments(step))
                .fieldDefinition(step.definition)
                .mergedField(step.field)
                .fieldType(step.definition.getType())
                .executionStepInfo(info)
                .parentType(step.parent)
                .selectionSet(DataFetchingFieldSelectionSetImpl.newCollector(
                        context.getGraphQLSchema(),
                        step.definition.getType(),
                        () -> context.getNormalizedQueryTree()
                                .get()
                                .getNormalizedField(
                                        step.field,
                                        info.get().getObjectType(),
                                        info.get().getPath())))
                .queryDirectives(new QueryDirectivesImpl(
                        step.field,
                        context.getGraphQLSchema(),
                        context.getCoercedVariables(),
                        context.getNormalizedVariables(),
                        context.getGraphQLContext(),
                        context.getLocale()))
                .build();
    }

    /** Finds the type that a value has, of those that an interface or a union allows. */
    GraphQLObjectType resolve(Answer answer, Plan.Step step, Object value) {
        return TYPES.resolveType(context, step.field, value, info(answer, step), step.named, null);
    }

    private ExecutionStepInfo info(Answer answer, Plan.Step step) {
        var above = info(answer);
        return ExecutionStepInfo.newExecutionStepInfo()
                .type(step.definition.getType())
                .fieldDefinition(step.definition)
                .field(step.field)
                .fieldContainer(step.parent)
                .arguments(() -> ImmutableMapWithNullValues.copyOf(arguments(step)))
                .path(above.getPath().segment(step.key.getValue()))
                .parentInfo(above)
                .build();
    }

    private ExecutionStepInfo info(Answer answer) {
        if (answer.parent == null) {
            return ExecutionStepInfo.newExecutionStepInfo()
                    .type(answer.shape.type)
                    .path(ResultPath.rootPath())
                    .build();
        }
        var field = info(answer.parent, answer.parent.shape.steps[answer.position]);
        return answer.index < 0
                ? field.transform(copy -> copy.type(answer.shape.type))
                : element(field, answer.shape.type, answer.index);
    }

    private static ExecutionStepInfo element(ExecutionStepInfo list, GraphQLOutputType type, int index) {
        return list.transform(
                copy -> copy.type(type).path(list.getPath().segment(index)).parentInfo(list));
    }
}
