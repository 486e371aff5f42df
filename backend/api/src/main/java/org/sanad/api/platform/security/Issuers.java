package org.sanad.api.platform.security;

import com.nimbusds.jwt.JWTParser;
import io.netty.channel.ChannelOption;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** The issuers that are trusted: all of them for bearer tokens, the first for people who sign in. */
@Component
@EnableConfigurationProperties(SecuritySettings.class)
class Issuers {

    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final SecuritySettings settings;
    private final Issuer main;
    private final ReactiveJwtDecoder idTokens;
    private final Map<String, ReactiveJwtDecoder> accessTokens = new HashMap<>();
    private final WebClient http;

    Issuers(SecuritySettings settings, PublicOrigin origin, Clock clock) {
        this.settings = settings;
        this.http = WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(HttpClient.create(ConnectionProvider.builder("issuers")
                                .maxConnections(50)
                                .maxIdleTime(Duration.ofSeconds(10))
                                .build())
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 2_000)))
                .build();
        this.main = new Issuer(settings.issuerUri(), origin, settings.identityUrl(), http, clock);
        this.idTokens = main.idTokens(settings.clientId());
        accessTokens.put(main.uri().toString(), main.accessTokens(settings.audience()));
        for (var uri : settings.trustedIssuers()) {
            var issuer = new Issuer(uri, origin, settings.identityUrl(), http, clock);
            accessTokens.put(uri.toString(), issuer.accessTokens(settings.audience()));
        }
    }

    /**
     * Somebody, or a program, that the issuer deleted.
     *
     * @param position its place in the issuer's list; rises
     */
    record Departure(long position, String subject) {}

    private record Departures(List<Departure> departures) {}

    /** What the issuer gave. */
    record Tokens(
            @Nullable String idToken,
            @Nullable String accessToken,
            @Nullable String refreshToken,
            Duration lifetime) {}

    /** The issuer says no: the grant was used, taken back, or has run out. */
    static final class GrantRefused extends RuntimeException {
        GrantRefused() {
            super("the issuer refused the grant", null, false, false);
        }
    }

    /** The issuer at which people sign in. */
    Issuer main() {
        return main;
    }

    /** Checks a bearer token of any trusted issuer. Never empty: fails with {@link InvalidBearerTokenException}. */
    Mono<Authentication> bearer(String token) {
        return Mono.justOrEmpty(accessTokens.get(issuerOf(token)))
                .switchIfEmpty(Mono.error(() -> new InvalidBearerTokenException("Not a token of a trusted issuer")))
                .flatMap(decoder -> decoder.decode(token))
                .onErrorMap(BadJwtException.class, bad -> new InvalidBearerTokenException("Not a valid token", bad))
                .map(jwt -> new JwtAuthenticationToken(jwt, List.of()));
    }

    private static String issuerOf(String token) {
        try {
            var issuer = JWTParser.parse(token).getJWTClaimsSet().getIssuer();
            return issuer == null ? "" : issuer;
        } catch (ParseException noToken) {
            return "";
        }
    }

    /** Reads what the issuer says about a person. Never empty; an error where it isn't the issuer's word. */
    Mono<Jwt> idToken(String token) {
        return idTokens.decode(token);
    }

    /** Trades a code for tokens. Never empty. */
    Mono<Tokens> exchange(String code, String verifier, URI redirect) {
        return tokens(Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                redirect.toString(),
                "code_verifier",
                verifier));
    }

    /** Trades a refresh token for new ones; the old one is worth nothing afterwards. Never empty. */
    Mono<Tokens> refresh(String refreshToken) {
        return tokens(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
    }

    /**
     * Asks the issuer whether it still vouches for whom a token names: false once the person signed out everywhere, or is gone. Never empty; true
     * where the issuer has nothing to ask. An error where it can't be reached. Cheap, and unlike a renewal it uses nothing up.
     */
    Mono<Boolean> vouchesFor(String accessToken) {
        return main.direct("userinfo_endpoint")
                .flatMap(url -> http.get()
                        .uri(url)
                        .headers(headers -> headers.setBearerAuth(accessToken))
                        .exchangeToMono(answer -> {
                            int status = answer.statusCode().value();
                            if (status == 401 || status == 403) {
                                return answer.releaseBody().thenReturn(false);
                            }
                            return answer.statusCode().isError()
                                    ? answer.<Boolean>createError()
                                    : answer.releaseBody().thenReturn(true);
                        }))
                .defaultIfEmpty(true)
                .timeout(PATIENCE);
    }

    /**
     * Asks the issuer who left since, in order. Empty when nobody did, or where the issuer keeps no such list. The list is read with the app's own
     * credentials, and the issuer keeps it: what was read can be read again.
     */
    Flux<Departure> departures(long after) {
        return main.direct("sanad_departures_endpoint")
                .flatMap(url -> http.get()
                        .uri(UriComponentsBuilder.fromUri(url)
                                .queryParam("after", after)
                                .build()
                                .toUri())
                        .headers(this::asOurselves)
                        .accept(MediaType.APPLICATION_JSON)
                        .retrieve()
                        .bodyToMono(Departures.class))
                .timeout(PATIENCE)
                .flatMapIterable(Departures::departures);
    }

    /** Takes a refresh token back. Empty when done, or where the issuer can't. */
    Mono<Void> revoke(String refreshToken) {
        return main.direct("revocation_endpoint")
                .flatMap(url -> post(url, Map.of("token", refreshToken, "token_type_hint", "refresh_token"))
                        .retrieve()
                        .toBodilessEntity())
                .timeout(PATIENCE)
                .then();
    }

    private Mono<Tokens> tokens(Map<String, String> form) {
        return main.direct("token_endpoint")
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("the issuer has no token endpoint")))
                .flatMap(url -> post(url, form).exchangeToMono(answer -> {
                    int status = answer.statusCode().value();
                    if (status == 400 || status == 401) {
                        return answer.bodyToMono(Map.class)
                                .defaultIfEmpty(Map.of())
                                .flatMap(body -> Mono.error(
                                        "invalid_grant".equals(body.get("error"))
                                                ? new GrantRefused()
                                                : new IllegalStateException(
                                                        "the issuer refuses us: " + body.get("error"))));
                    }
                    return answer.statusCode().isError()
                            ? answer.createError()
                            : answer.bodyToMono(Map.class).map(Issuers::read);
                }))
                .timeout(PATIENCE);
    }

    private static Tokens read(Map<?, ?> body) {
        return new Tokens(
                body.get("id_token") instanceof String id ? id : null,
                body.get("access_token") instanceof String access ? access : null,
                body.get("refresh_token") instanceof String refresh ? refresh : null,
                Duration.ofSeconds(body.get("expires_in") instanceof Number seconds ? seconds.longValue() : 60));
    }

    private WebClient.RequestHeadersSpec<?> post(URI url, Map<String, String> form) {
        var fields = new LinkedMultiValueMap<String, String>();
        form.forEach(fields::add);
        return http.post()
                .uri(url)
                .headers(this::asOurselves)
                .accept(MediaType.APPLICATION_JSON)
                .body(BodyInserters.fromFormData(fields));
    }

    private void asOurselves(HttpHeaders headers) {
        headers.setBasicAuth(encoded(settings.clientId()), encoded(settings.clientSecret()));
    }

    /** RFC 6749, 2.3.1: name and secret are form-encoded before they become basic credentials. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
