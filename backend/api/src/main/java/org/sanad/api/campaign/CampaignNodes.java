package org.sanad.api.campaign;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.sanad.api.platform.graphql.Entity;
import org.sanad.api.platform.graphql.NodeSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** The nodes of this domain, for {@code Query.node}. */
@Configuration(proxyBeanMethods = false)
class CampaignNodes {

    private record Source(
            String typeName, char type, Function<Set<UUID>, Mono<? extends Map<UUID, ? extends Entity>>> by)
            implements NodeSource {

        @Override
        public Mono<? extends Map<UUID, ? extends Entity>> load(Set<UUID> ids) {
            return by.apply(ids);
        }
    }

    @Bean
    NodeSource campaignNode(Campaigns campaigns) {
        return new Source("Campaign", 'C', campaigns::byIds);
    }

    @Bean
    NodeSource initiativeNode(Campaigns campaigns) {
        return new Source("Initiative", 'N', campaigns::initiatives);
    }

    @Bean
    NodeSource campaignUpdateNode(Campaigns campaigns) {
        return new Source("CampaignUpdate", 'U', campaigns::updates);
    }
}
