package org.sanad.api.platform.graphql;

import graphql.schema.DataFetchingEnvironment;
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
 * @param card does so for whoever selects none of {@code details}
 * @param details fields that need more than the card
 */
public record NodeSource(String typeName, char type, Load load, Load card, Set<String> details) {

    /** A domain's way to fetch by ids. */
    public interface Load extends Function<Set<UUID>, Mono<? extends Map<UUID, ? extends Entity>>> {}

    /** A type whose every field is read at once. */
    public NodeSource(String typeName, char type, Load load) {
        this(typeName, type, load, load, Set.of());
    }

    Load load(DataFetchingEnvironment environment) {
        return details.isEmpty() || Selections.mention(environment, details) ? load : card;
    }
}
