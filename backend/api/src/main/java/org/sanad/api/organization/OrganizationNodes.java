package org.sanad.api.organization;

import java.util.function.Function;
import java.util.stream.Collectors;
import org.sanad.api.platform.graphql.NodeSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** The nodes of this domain, for {@code Query.node}. */
@Configuration(proxyBeanMethods = false)
class OrganizationNodes {

    @Bean
    NodeSource organizationNode(Organizations organizations) {
        return new NodeSource(
                "Organization", 'O', organizations::byIds, organizations::cards, OrganizationLoaders.DETAILS);
    }

    @Bean
    NodeSource areaNode(Areas areas) {
        return new NodeSource(
                "Area",
                'A',
                ids -> Mono.just(areas.all().stream()
                        .filter(area -> ids.contains(area.id()))
                        .collect(Collectors.toMap(Area::id, Function.identity()))));
    }

    @Bean
    NodeSource membershipNode(Members members) {
        return new NodeSource("Membership", 'M', members::byIds);
    }

    @Bean
    NodeSource organizationChangeNode(Organizations organizations) {
        return new NodeSource("OrganizationChange", 'H', organizations::changes);
    }
}
