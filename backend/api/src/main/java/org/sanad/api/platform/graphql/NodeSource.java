package org.sanad.api.platform.graphql;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Fetches the nodes of one type for {@code Query.node}. A domain declares one bean for each of its types. */
public interface NodeSource {

    /** The letter of the type in global ids; unique across Sanad. */
    char type();

    /** Fetches by inner ids in one statement; what does not exist, or may not be seen, is left out. Never empty. */
    Mono<Map<UUID, Object>> load(Set<UUID> ids);
}
