package org.sanad.api.platform.graphql;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Fetches the nodes of one type for {@code Query.node}. A domain declares one bean for each of its types; the type's {@code id} field is wired
 * from it, so that its records need only be an {@link Entity}.
 */
public interface NodeSource {

    /** The name of the GraphQL type. */
    String typeName();

    /** The letter of the type in global ids; unique across Sanad. */
    char type();

    /** Fetches by inner ids in one statement; what does not exist, or may not be seen, is left out. Never empty. */
    Mono<? extends Map<UUID, ? extends Entity>> load(Set<UUID> ids);
}
