package org.sanad.api.platform.graphql;

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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.ErrorType;
import org.springframework.stereotype.Component;

/** Refuses an operation that asks for too much, before any of it runs. */
@Component
class LimitsInstrumentation extends SimplePerformantInstrumentation {

    @Override
    public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
            InstrumentationExecuteOperationParameters parameters, @Nullable InstrumentationState state) {
        var execution = parameters.getExecutionContext();
        try {
            Limits.check(
                    execution.getDocument(),
                    execution.getOperationDefinition(),
                    execution.getCoercedVariables().toMap());
        } catch (AbortExecutionException | ArithmeticException beyond) {
            var message = beyond instanceof AbortExecutionException
                    ? String.valueOf(beyond.getMessage())
                    : "The query may return too many objects.";
            throw new AbortExecutionException(List.of(tooMuch(message)));
        }
        return SimpleInstrumentationContext.noOp();
    }

    private static GraphQLError tooMuch(String message) {
        ErrorClassification type = ErrorType.BAD_REQUEST;
        return GraphqlErrorBuilder.newError()
                .errorType(type)
                .message(message)
                .extensions(Map.of("code", "LIMIT_EXCEEDED"))
                .build();
    }
}
