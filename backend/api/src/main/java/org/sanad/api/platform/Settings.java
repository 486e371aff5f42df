package org.sanad.api.platform;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an installation decides.
 *
 * @param publicUrl the one origin that browsers see, without a trailing slash
 * @param secretKey 32 bytes in base64: encrypts tokens at rest and signs cursors; every node of an installation has the same
 */
@ConfigurationProperties("sanad")
public record Settings(URI publicUrl, @DefaultValue("") String secretKey, Database database) {

    /**
     * Where PostgreSQL is.
     *
     * @param address {@code host:port/database}
     * @param poolSize connections kept for requests
     */
    public record Database(
            String address,
            String ownerPassword,
            String apiPassword,
            String relayPassword,
            String jobPassword,
            @DefaultValue("12") int poolSize) {}

    /** Makes an absolute URL of a path on the public origin. */
    public URI url(String path) {
        return URI.create(publicUrl + path);
    }
}
