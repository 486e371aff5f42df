package org.sanad.api;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.GraphQLSchema;
import graphql.schema.diff.DiffEvent;
import graphql.schema.diff.SchemaDiff;
import graphql.schema.diff.SchemaDiffSet;
import graphql.schema.diff.reporting.CapturingReporter;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.SchemaPrinter;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sanad.api.support.SanadTest;
import org.springframework.graphql.execution.GraphQlSource;

/** The public contract: what clients were promised stays. {@code make schema} writes the snapshot anew and shows the difference. */
@SanadTest
class SchemaSnapshotTest {

    private static final Path SNAPSHOT = Path.of("../../schema/snapshot.graphql");

    private final GraphQLSchema schema;

    SchemaSnapshotTest(GraphQlSource source) {
        this.schema = source.schema();
    }

    @Test
    void breaksNoClientAndMatchesItsSnapshot() throws IOException {
        var printed = new SchemaPrinter(SchemaPrinter.Options.defaultOptions()
                        .includeScalarTypes(true)
                        .includeSchemaDefinition(true)
                        .includeDirectiveDefinition(name -> name.equals("scope") || name.equals("staff")))
                .print(schema);
        if (Boolean.getBoolean("sanad.schema.update") || Files.notExists(SNAPSHOT)) {
            Files.writeString(SNAPSHOT, printed);
        }
        var promised = Files.readString(SNAPSHOT);
        assertThat(breaks(promised, printed))
                .as("changes that break a client; `make schema` if they are meant, and say so in schema/CHANGELOG.md")
                .isEmpty();
        assertThat(printed).as("the snapshot is old: run `make schema`").isEqualTo(promised);
    }

    @Test
    void theCheckFindsAFieldThatWentAway() throws IOException {
        var promised = Files.readString(SNAPSHOT);
        assertThat(breaks(promised, promised.replace("  pcode: String!", "  place: String!")))
                .isNotEmpty();
    }

    private static List<DiffEvent> breaks(String before, String after) {
        var reporter = new CapturingReporter();
        new SchemaDiff().diffSchema(SchemaDiffSet.diffSetFromSdl(executable(before), executable(after)), reporter);
        return reporter.getBreakages();
    }

    private static GraphQLSchema executable(String sdl) {
        return UnExecutableSchemaGenerator.makeUnExecutableSchema(new SchemaParser().parse(sdl));
    }
}
