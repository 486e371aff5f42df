package org.sanad.api.platform.graphql;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What a loader of a nested list is keyed by: whose list it is, and which page of it. Twenty parents that ask with the same arguments are answered
 * by one statement.
 */
public record Under<A>(UUID parent, A arguments) {

    /** Loads lists of many parents: {@code load} is called once for each set of arguments. Never empty. */
    public static <A, T> Mono<Map<Under<A>, T>> each(
            Set<Under<A>> keys, BiFunction<Set<UUID>, A, Mono<Map<UUID, T>>> load) {
        var parents = keys.stream()
                .collect(Collectors.groupingBy(
                        Under::arguments, Collectors.mapping(Under::parent, Collectors.toUnmodifiableSet())));
        return Flux.fromIterable(parents.entrySet())
                .flatMap(group -> load.apply(group.getValue(), group.getKey())
                        .flatMapIterable(Map::entrySet)
                        .map(found -> Map.entry(new Under<>(found.getKey(), group.getKey()), found.getValue())))
                .collect(HashMap::new, (all, found) -> all.put(found.getKey(), found.getValue()));
    }
}
