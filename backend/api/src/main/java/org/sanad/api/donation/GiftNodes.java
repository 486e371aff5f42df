package org.sanad.api.donation;

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
class GiftNodes {

    private record Source(
            String typeName, char type, Function<Set<UUID>, Mono<? extends Map<UUID, ? extends Entity>>> by)
            implements NodeSource {

        @Override
        public Mono<? extends Map<UUID, ? extends Entity>> load(Set<UUID> ids) {
            return by.apply(ids);
        }
    }

    @Bean
    NodeSource donationNode(Gifts gifts) {
        return new Source("Donation", 'D', gifts::byIds);
    }

    @Bean
    NodeSource publicDonationNode(Gifts gifts) {
        return new Source("PublicDonation", 'P', gifts::publicByIds);
    }

    @Bean
    NodeSource receiptNode(Receipts receipts) {
        return new Source("Receipt", 'R', receipts::byIds);
    }

    @Bean
    NodeSource fundNode(Funds funds) {
        return new Source("Fund", 'B', funds::byIds);
    }

    @Bean
    NodeSource reconciliationNode(Reconciliations reconciliations) {
        return new Source("Reconciliation", 'K', reconciliations::byIds);
    }
}
