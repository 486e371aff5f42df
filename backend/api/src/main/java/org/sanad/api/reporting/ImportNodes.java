package org.sanad.api.reporting;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.sanad.api.platform.graphql.NodeSource;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes imports reachable by their global ids. */
@Component
class ImportNodes implements NodeSource {

    static final char TYPE = 'J';

    private final Imports imports;

    ImportNodes(Imports imports) {
        this.imports = imports;
    }

    @Override
    public String typeName() {
        return "Import";
    }

    @Override
    public char type() {
        return TYPE;
    }

    @Override
    public Mono<Map<UUID, Import>> load(Set<UUID> ids) {
        return imports.load(ids);
    }
}
