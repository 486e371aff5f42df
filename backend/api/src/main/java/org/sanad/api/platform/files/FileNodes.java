package org.sanad.api.platform.files;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.sanad.api.platform.graphql.NodeSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Makes pictures and uploads reachable by their global ids. */
@Configuration(proxyBeanMethods = false)
class FileNodes {

    @Bean
    NodeSource imageNodes(Images images) {
        return new NodeSource() {

            @Override
            public String typeName() {
                return "Image";
            }

            @Override
            public char type() {
                return 'I';
            }

            @Override
            public Mono<Map<UUID, Image>> load(Set<UUID> ids) {
                return images.load(ids);
            }
        };
    }

    @Bean
    NodeSource uploadNodes(Uploads uploads) {
        return new NodeSource() {

            @Override
            public String typeName() {
                return "Upload";
            }

            @Override
            public char type() {
                return 'F';
            }

            @Override
            public Mono<Map<UUID, Upload>> load(Set<UUID> ids) {
                return uploads.load(ids);
            }
        };
    }
}
