package org.sanad.api.reporting;

import org.sanad.api.platform.graphql.NodeSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The nodes of this domain, for {@code Query.node}. */
@Configuration(proxyBeanMethods = false)
class ImportNodes {

    static final char TYPE = 'J';

    @Bean
    NodeSource importNode(Imports imports) {
        return new NodeSource("Import", TYPE, imports::load);
    }
}
