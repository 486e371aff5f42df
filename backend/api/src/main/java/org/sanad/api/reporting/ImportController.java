package org.sanad.api.reporting;

import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.graphql.BadInput;
import org.sanad.api.platform.graphql.Connection;
import org.sanad.api.platform.graphql.GlobalId;
import org.sanad.api.platform.graphql.Page;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Answers for imports in GraphQL. */
@Controller
class ImportController {

    /** Of an upload's global id. */
    private static final char UPLOAD = 'F';

    private static final String FINDINGS = "import.findings";

    private final Imports imports;

    ImportController(Imports imports, BatchLoaderRegistry loaders) {
        this.imports = imports;
        loaders.<Imports.FindingsOf, Connection<ImportFinding>>forName(FINDINGS)
                .registerMappedBatchLoader((wanted, environment) -> imports.findings(wanted));
    }

    record PreviewImportInput(String uploadId) {}

    record RunImportInput(String importId) {}

    /** The field is called {@code import}, which Java does not let a component be. */
    record ImportPayload(@Nullable Import taken, List<ImportUserError> userErrors) {}

    @MutationMapping
    Mono<ImportPayload> previewImport(@Argument PreviewImportInput input) {
        return decided("uploadId", GlobalId.decode(UPLOAD, input.uploadId), imports::preview);
    }

    @MutationMapping
    Mono<ImportPayload> runImport(@Argument RunImportInput input) {
        return decided("importId", GlobalId.decode(ImportNodes.TYPE, input.importId), imports::run);
    }

    private static Mono<ImportPayload> decided(
            String field, Optional<UUID> id, Function<UUID, Mono<Imports.Outcome>> decide) {
        return Mono.justOrEmpty(id)
                .flatMap(decide)
                .defaultIfEmpty(new Imports.Outcome.NotFound())
                .map(outcome -> switch (outcome) {
                    case Imports.Outcome.Begun begun -> new ImportPayload(begun.begun(), List.of());
                    case Imports.Outcome.NotFound none ->
                        refused(ImportErrorCode.NOT_FOUND, field, "There is no such file or import.");
                    case Imports.Outcome.Forbidden no ->
                        refused(ImportErrorCode.FORBIDDEN, field, "Only registrars import files.");
                    case Imports.Outcome.Incomplete not ->
                        refused(ImportErrorCode.INCOMPLETE, field, "The file has not arrived yet.");
                    case Imports.Outcome.WrongState wrong ->
                        refused(
                                wrong.state() == ImportState.REFUSED
                                        ? ImportErrorCode.REFUSED
                                        : ImportErrorCode.WRONG_STATE,
                                field,
                                "An import is carried out once, after its preview; this one is %s."
                                        .formatted(wrong.state()));
                });
    }

    private static ImportPayload refused(ImportErrorCode code, String field, String message) {
        return new ImportPayload(null, List.of(new ImportUserError(code, List.of("input", field), message)));
    }

    @SchemaMapping(typeName = "PreviewImportPayload", field = "import")
    @Nullable
    Import previewed(ImportPayload payload) {
        return payload.taken();
    }

    @SchemaMapping(typeName = "RunImportPayload", field = "import")
    @Nullable
    Import released(ImportPayload payload) {
        return payload.taken();
    }

    @QueryMapping
    Mono<Connection<Import>> imports(@Argument @Nullable Integer first, @Argument @Nullable String after) {
        return imports.list(Page.of(first, after));
    }

    @SchemaMapping(typeName = "Import")
    CompletableFuture<Connection<ImportFinding>> findings(
            Import of,
            @Argument @Nullable Integer first,
            @Argument @Nullable String after,
            DataFetchingEnvironment environment) {
        DataLoader<Imports.FindingsOf, Connection<ImportFinding>> loader =
                Objects.requireNonNull(environment.getDataLoader(FINDINGS));
        return loader.load(new Imports.FindingsOf(of.id(), Page.of(first, after)));
    }

    @SubscriptionMapping
    Flux<Import> importProgress(@Argument String importId) {
        return GlobalId.decode(ImportNodes.TYPE, importId)
                .map(imports::follow)
                .orElseGet(() -> Flux.error(new BadInput("importId is the id of an import.")));
    }
}
