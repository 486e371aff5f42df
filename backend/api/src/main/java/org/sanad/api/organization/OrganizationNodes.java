package org.sanad.api.organization;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sanad.api.platform.graphql.Entity;
import org.sanad.api.platform.graphql.NodeSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** The nodes of this domain, for {@code Query.node}. */
@Configuration(proxyBeanMethods = false)
class OrganizationNodes {

    private record Source(
            String typeName, char type, Function<Set<UUID>, Mono<? extends Map<UUID, ? extends Entity>>> by)
            implements NodeSource {

        @Override
        public Mono<? extends Map<UUID, ? extends Entity>> load(Set<UUID> ids) {
            return by.apply(ids);
        }
    }

    @Bean
    NodeSource organizationNode(Organizations organizations) {
        return new Source("Organization", 'O', organizations::byIds);
    }

    @Bean
    NodeSource areaNode(Areas areas) {
        return new Source(
                "Area",
                'A',
                ids -> Mono.just(areas.all().stream()
                        .filter(area -> ids.contains(area.id()))
                        .collect(Collectors.toMap(Area::id, Function.identity()))));
    }

    @Bean
    NodeSource membershipNode(Members members) {
        return new Source("Membership", 'M', members::byIds);
    }

    @Bean
    NodeSource organizationChangeNode(Organizations organizations) {
        return new Source("OrganizationChange", 'H', organizations::changes);
    }
}
