package org.sanad.api.campaign;

import org.sanad.api.platform.graphql.NodeSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The nodes of this domain, for {@code Query.node}. */
@Configuration(proxyBeanMethods = false)
class CampaignNodes {

    @Bean
    NodeSource campaignNode(Campaigns campaigns) {
        return new NodeSource("Campaign", 'C', campaigns::byIds, campaigns::cards, CampaignController.DETAILS);
    }

    @Bean
    NodeSource initiativeNode(Campaigns campaigns) {
        return new NodeSource("Initiative", 'N', campaigns::initiatives);
    }

    @Bean
    NodeSource campaignUpdateNode(Campaigns campaigns) {
        return new NodeSource("CampaignUpdate", 'U', campaigns::updates);
    }
}
