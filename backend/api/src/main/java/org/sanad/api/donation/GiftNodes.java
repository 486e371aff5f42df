package org.sanad.api.donation;

import org.sanad.api.platform.graphql.NodeSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The nodes of this domain, for {@code Query.node}. */
@Configuration(proxyBeanMethods = false)
class GiftNodes {

    @Bean
    NodeSource donationNode(Gifts gifts) {
        return new NodeSource("Donation", 'D', gifts::byIds);
    }

    @Bean
    NodeSource publicDonationNode(Gifts gifts) {
        return new NodeSource("PublicDonation", 'P', gifts::publicByIds);
    }

    @Bean
    NodeSource receiptNode(Receipts receipts) {
        return new NodeSource("Receipt", 'R', receipts::byIds);
    }

    @Bean
    NodeSource fundNode(Funds funds) {
        return new NodeSource("Fund", 'B', funds::byIds);
    }

    @Bean
    NodeSource reconciliationNode(Reconciliations reconciliations) {
        return new NodeSource("Reconciliation", 'K', reconciliations::byIds);
    }
}
