package org.sanad.api.platform.security;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whom the API trusts to say who somebody is.
 *
 * @param issuerUri the issuer at which people sign in, as it stands in {@code iss}
 * @param trustedIssuers further issuers whose bearer tokens are taken
 * @param audience what {@code aud} of a bearer token must name
 * @param identityUrl where the identity service listens when its public paths are under this installation's own origin: server-to-server calls
 *     and the proxy go straight there
 * @param furtherOrigins origins whose pages are ours too: the development server's
 * @param anonymousIntrospection whether guests may ask for the schema
 * @param askAgain how often the issuer is asked whether a person is still signed in there
 * @param departuresEvery how often the issuer is asked who deleted their account
 */
@ConfigurationProperties("sanad.security")
public record SecuritySettings(
        URI issuerUri,
        @DefaultValue List<URI> trustedIssuers,
        String audience,
        @DefaultValue("sanad-app") String clientId,
        @DefaultValue("") String clientSecret,
        URI identityUrl,
        @DefaultValue List<String> furtherOrigins,
        @DefaultValue("false") boolean anonymousIntrospection,
        @DefaultValue("45s") Duration askAgain,
        @DefaultValue("15s") Duration departuresEvery) {}
