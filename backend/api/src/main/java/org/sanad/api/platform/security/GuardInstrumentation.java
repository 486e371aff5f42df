package org.sanad.api.platform.security;

import graphql.ErrorClassification;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.AbortExecutionException;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.language.OperationDefinition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.ErrorType;
import org.springframework.stereotype.Component;

/** Refuses a change that a browser's cookie came with but our own page's proof did not. */
@Component
class GuardInstrumentation extends SimplePerformantInstrumentation {

    @Override
    public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
            InstrumentationExecuteOperationParameters parameters, @Nullable InstrumentationState state) {
        var execution = parameters.getExecutionContext();
        boolean change = execution.getOperationDefinition().getOperation() == OperationDefinition.Operation.MUTATION;
        if (change && execution.getGraphQLContext().getBoolean(GraphQlGuard.NO_CSRF)) {
            ErrorClassification type = ErrorType.FORBIDDEN;
            GraphQLError error = GraphqlErrorBuilder.newError()
                    .errorType(type)
                    .message("A change with a session needs the header " + SessionCookies.CSRF_HEADER + ".")
                    .extensions(Map.of("code", "CSRF"))
                    .build();
            throw new AbortExecutionException(List.of(error));
        }
        return SimpleInstrumentationContext.noOp();
    }
}
