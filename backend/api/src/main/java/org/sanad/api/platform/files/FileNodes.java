package org.sanad.api.platform.files;

import org.sanad.api.platform.graphql.NodeSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The nodes of this package, for {@code Query.node}. */
@Configuration(proxyBeanMethods = false)
class FileNodes {

    @Bean
    NodeSource imageNode(Images images) {
        return new NodeSource("Image", 'I', images::load);
    }

    @Bean
    NodeSource uploadNode(Uploads uploads) {
        return new NodeSource("Upload", 'F', uploads::load);
    }
}
