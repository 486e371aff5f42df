package org.sanad.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.sanad.api.support.SanadTest;
import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.execution.SchemaReport;

/** Every field of the contract is answered by something, and nothing answers a field that is not there. */
@SanadTest
@Import(SchemaInspectionTest.Inspection.class)
class SchemaInspectionTest {

    private static final AtomicReference<SchemaReport> REPORT = new AtomicReference<>();

    SchemaInspectionTest(GraphQlSource source) {
        assertThat(source.schema()).isNotNull();
    }

    @TestConfiguration
    static class Inspection {

        @Bean
        GraphQlSourceBuilderCustomizer inspecting() {
            return builder -> builder.inspectSchemaMappings(REPORT::set);
        }
    }

    @Test
    void nothingIsUnmapped() {
        var report = REPORT.get();
        assertThat(report.unmappedFields())
                .as("fields of the schema that nothing answers")
                .isEmpty();
        assertThat(report.unmappedRegistrations())
                .as("answers to fields that are not in the schema")
                .isEmpty();
        assertThat(report.unmappedArguments())
                .as("arguments that the schema doesn't know")
                .isEmpty();
    }
}
