package org.sanad.api.platform.graphql;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Fetches the nodes of one type for {@code Query.node}. A domain declares one bean for each of its types; the type's {@code id} field is wired
 * from it, so that its records need only be an {@link Entity}.
 *
 * @param typeName the name of the GraphQL type
 * @param type the letter of the type in global ids; unique across Sanad
 * @param load fetches by inner ids in one statement; what does not exist, or may not be seen, is left out. Never empty.
 */
public record NodeSource(
        String typeName, char type, Function<Set<UUID>, Mono<? extends Map<UUID, ? extends Entity>>> load) {}
