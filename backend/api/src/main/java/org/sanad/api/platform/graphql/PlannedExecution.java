package org.sanad.api.platform.graphql;

import graphql.ExecutionResult;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;
import graphql.introspection.Introspection;
import graphql.schema.GraphQLObjectType;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executes queries by a {@link Plan} that is made once for each document, and completes what is at hand without a promise, a path or an
 * environment for every field; ADR 32 has the numbers. Introspection, and whatever the plan does not foresee, is left to graphql-java's own
 * execution, which starts afresh: a query changes nothing, and what its loaders have loaded they keep.
 *
 * <p>Instrumentation of an operation works as ever; that of single fields is not asked.
 */
final class PlannedExecution extends AsyncExecutionStrategy {

    private static final Logger log = LoggerFactory.getLogger(PlannedExecution.class);

    PlannedExecution(DataFetcherExceptionHandler failures) {
        super(failures);
    }

    @Override
    public CompletableFuture<ExecutionResult> execute(
            ExecutionContext context, ExecutionStrategyParameters parameters) {
        var fields = parameters.getFields();
        boolean introspection = fields.getSubFieldsList().stream()
                .anyMatch(field -> field.getName().startsWith("__")
                        && !field.getName().equals(Introspection.TypeNameMetaFieldDef.getName()));
        if (introspection || context.hasIncrementalSupport()) {
            return super.execute(context, parameters);
        }
        GraphQLObjectType root = parameters.getExecutionStepInfo().getUnwrappedNonNullTypeAs();
        return new Run(Plan.of(context, fields, root), context, dataFetcherExceptionHandler)
                .start()
                .exceptionallyCompose(unforeseen -> {
                    if (unforeseen.getCause() instanceof CancellationException) {
                        log.debug("Nobody waits for the answer any more");
                    } else {
                        log.warn("Left to the ordinary execution", unforeseen.getCause());
                    }
                    return super.execute(context.transform(copy -> copy.resetErrors()), parameters);
                });
    }
}
