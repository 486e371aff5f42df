package org.sanad.api.platform.security;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSecurityContextJWKSet;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWKSecurityContext;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One issuer: where its endpoints are and what it signs with, asked for when first needed and not at start, since at start it may be waiting
 * for us.
 */
final class Issuer {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration METADATA_FOR = Duration.ofMinutes(10);
    private static final Duration KEYS_FOR = Duration.ofMinutes(5);
    /** A key that nobody knows makes us look again, but not for each stranger's token. */
    private static final Duration KEYS_AGAIN_AFTER = Duration.ofSeconds(30);

    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256, JWSAlgorithm.ES384);
    private static final ParameterizedTypeReference<Map<String, Object>> JSON = new ParameterizedTypeReference<>() {};

    private final URI uri;
    private final PublicOrigin origin;
    private final URI identityUrl;
    private final WebClient http;
    private final Clock clock;
    private final Mono<Map<String, Object>> metadata;
    private volatile @Nullable Keys keys;

    Issuer(URI uri, PublicOrigin origin, URI identityUrl, WebClient http, Clock clock) {
        this.uri = uri;
        this.origin = origin;
        this.identityUrl = identityUrl;
        this.http = http;
        this.clock = clock;
        this.metadata =
                Mono.defer(this::discover).cache(found -> METADATA_FOR, failed -> Duration.ZERO, () -> Duration.ZERO);
    }

    private record Keys(JWKSet set, Instant since) {}

    URI uri() {
        return uri;
    }

    /** An endpoint as browsers reach it. Empty where the issuer has none of that name. */
    Mono<URI> endpoint(String name) {
        return metadata.mapNotNull(found -> found.get(name) instanceof String url ? URI.create(url) : null);
    }

    /** An endpoint as this process reaches it. Empty where the issuer has none of that name. */
    Mono<URI> direct(String name) {
        return endpoint(name).map(url -> origin.direct(url, identityUrl));
    }

    /** A decoder of access tokens for this API (RFC 9068). */
    ReactiveJwtDecoder accessTokens(String audience) {
        return decoder(
                new DefaultJOSEObjectTypeVerifier<>(
                        new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt")),
                List.of(
                        new JwtAudienceValidator(audience),
                        new JwtClaimValidator<String>("sub", sub -> sub != null && !sub.isEmpty()),
                        new JwtClaimValidator<String>("client_id", client -> client != null && !client.isEmpty())));
    }

    /** A decoder of what the issuer says at sign-in about a person. */
    ReactiveJwtDecoder idTokens(String clientId) {
        return decoder(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, null),
                List.of(
                        new JwtAudienceValidator(clientId),
                        new JwtClaimValidator<String>("sub", sub -> sub != null && !sub.isEmpty()),
                        jwt -> jwt.getClaimAsString("azp") == null || clientId.equals(jwt.getClaimAsString("azp"))
                                ? OAuth2TokenValidatorResult.success()
                                : OAuth2TokenValidatorResult.failure(
                                        new OAuth2Error("invalid_token", "meant for another client", null))));
    }

    private ReactiveJwtDecoder decoder(
            JOSEObjectTypeVerifier<JWKSecurityContext> type, List<OAuth2TokenValidator<Jwt>> more) {
        var validators = new ArrayList<>(more);
        validators.add(new JwtTimestampValidator(Duration.ofSeconds(10)));
        validators.add(new JwtIssuerValidator(uri.toString()));
        validators.add(new JwtClaimValidator<Instant>("exp", end -> end != null));
        var decoder = NimbusReactiveJwtDecoder.withJwkSource(this::keysFor)
                .validateType(false)
                .jwtProcessorCustomizer(processor -> {
                    processor.setJWSTypeVerifier(type);
                    processor.setJWSKeySelector(
                            new JWSVerificationKeySelector<>(ALGORITHMS, new JWKSecurityContextJWKSet()));
                })
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(validators));
        return decoder;
    }

    private Flux<JWK> keysFor(SignedJWT token) {
        var known = keys;
        var now = clock.instant();
        if (known != null && now.isBefore(known.since.plus(KEYS_FOR))) {
            var matching = matching(known.set, token);
            if (!matching.isEmpty() || now.isBefore(known.since.plus(KEYS_AGAIN_AFTER))) {
                return Flux.fromIterable(matching);
            }
        }
        return direct("jwks_uri")
                .flatMap(url ->
                        http.get().uri(url).retrieve().bodyToMono(String.class).timeout(PATIENCE))
                .map(text -> {
                    try {
                        return JWKSet.parse(text);
                    } catch (ParseException broken) {
                        throw new IllegalStateException("the issuer's keys cannot be read", broken);
                    }
                })
                .doOnNext(set -> keys = new Keys(set, clock.instant()))
                .flatMapIterable(set -> matching(set, token));
    }

    private static List<JWK> matching(JWKSet set, SignedJWT token) {
        var wanted = token.getHeader().getKeyID();
        return set.getKeys().stream()
                .filter(key -> wanted == null || wanted.equals(key.getKeyID()))
                .map(JWK::toPublicJWK)
                .toList();
    }

    private Mono<Map<String, Object>> discover() {
        var url = URI.create(uri + "/.well-known/openid-configuration");
        return http.get()
                .uri(origin.direct(url, identityUrl))
                .retrieve()
                .bodyToMono(JSON)
                .timeout(PATIENCE)
                .filter(found -> uri.toString().equals(found.get("issuer")))
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("another issuer answers at " + url)));
    }
}
