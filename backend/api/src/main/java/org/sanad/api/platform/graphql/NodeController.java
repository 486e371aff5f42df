package org.sanad.api.platform.graphql;

import graphql.schema.DataFetchingEnvironment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Answers {@code node} and {@code nodes}: one statement for each type that is asked for. */
@Controller
class NodeController {

    private final Map<Character, NodeSource> sources;

    NodeController(List<NodeSource> sources) {
        this.sources = sources.stream().collect(Collectors.toMap(NodeSource::type, Function.identity()));
    }

    @QueryMapping
    Mono<Object> node(@Argument String id, DataFetchingEnvironment environment) {
        return load(List.of(id), environment).mapNotNull(List::getFirst);
    }

    @QueryMapping
    Mono<List<@Nullable Object>> nodes(@Argument List<String> ids, DataFetchingEnvironment environment) {
        if (ids.size() > Page.GREATEST) {
            throw new BadInput("At most " + Page.GREATEST + " ids at a time, not " + ids.size() + ".");
        }
        return load(ids, environment);
    }

    private Mono<List<@Nullable Object>> load(List<String> texts, DataFetchingEnvironment environment) {
        var asked = texts.stream().map(GlobalId::decode).toList();
        var byType = new HashMap<Character, Set<UUID>>();
        asked.forEach(each -> each.ifPresent(
                id -> byType.computeIfAbsent(id.type(), type -> new HashSet<>()).add(id.id())));
        return Flux.fromIterable(byType.entrySet())
                .flatMap(entry -> {
                    var source = sources.get(entry.getKey());
                    return source == null
                            ? Mono.<Map.Entry<GlobalId, Object>>empty()
                            : source.load(environment)
                                    .apply(entry.getValue())
                                    .flatMapIterable(Map::entrySet)
                                    .map(found -> Map.entry(
                                            new GlobalId(entry.getKey(), found.getKey()), (Object) found.getValue()));
                })
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .map(found -> {
                    var nodes = new ArrayList<@Nullable Object>();
                    asked.forEach(each -> nodes.add(each.map(found::get).orElse(null)));
                    return nodes;
                });
    }
}
