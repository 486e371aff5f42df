package org.sanad.api.platform.security;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.web.Glance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Signs people in and out on behalf of the app: the authorization code flow with PKCE runs here, on the server, and the browser gets a cookie.
 * No token ever reaches a script.
 */
@RestController
class SignInController {

    private static final Logger log = LoggerFactory.getLogger(SignInController.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, String>> STRINGS = new TypeReference<>() {};
    private static final Pattern STATE = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern LANGUAGE = Pattern.compile("^/(ar|fa|en)(?:[/?].*)?$");
    /** {@code login} asks again who is there; {@code create} begins with registration. */
    private static final Set<String> PROMPTS = Set.of("login", "create");

    private final Issuers issuers;
    private final Sessions sessions;
    private final SessionCookies cookies;
    private final PublicOrigin origin;
    private final SecuritySettings settings;
    private final Clock clock;

    SignInController(
            Issuers issuers,
            Sessions sessions,
            SessionCookies cookies,
            PublicOrigin origin,
            SecuritySettings settings,
            Clock clock) {
        this.issuers = issuers;
        this.sessions = sessions;
        this.cookies = cookies;
        this.origin = origin;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping("/auth/login")
    Mono<ResponseEntity<Void>> login(
            @RequestParam(name = "return", defaultValue = "/") String back,
            @RequestParam(required = false) @Nullable String prompt,
            @RequestParam(name = "acr_values", required = false) @Nullable String level,
            ServerWebExchange exchange) {
        var place = origin.place(back);
        if (place.isEmpty()
                || (prompt != null && !PROMPTS.contains(prompt))
                || (level != null && !level.equals(SecondFactor.WANTED))) {
            return Mono.just(ResponseEntity.badRequest().build());
        }
        var state = Sessions.newId();
        var nonce = Sessions.newId();
        var verifier = Sessions.newId();
        var asked = new LinkedHashMap<String, String>();
        asked.put("response_type", "code");
        asked.put("client_id", settings.clientId());
        asked.put("redirect_uri", redirect().toString());
        asked.put("scope", "openid profile email");
        asked.put("state", state);
        asked.put("nonce", nonce);
        asked.put("code_challenge", challenge(verifier));
        asked.put("code_challenge_method", "S256");
        if (prompt != null) {
            asked.put("prompt", prompt);
        }
        if (level != null) {
            asked.put("acr_values", level);
        }
        var language = LANGUAGE.matcher(place.get());
        if (language.matches()) {
            asked.put("ui_locales", language.group(1));
        }
        return issuers.main()
                .endpoint("authorization_endpoint")
                .map(endpoint -> {
                    cookies.rememberSignIn(
                            exchange.getResponse(),
                            state,
                            JSON.writeValueAsBytes(Map.of(
                                    "state", state,
                                    "nonce", nonce,
                                    "verifier", verifier,
                                    "return", place.get(),
                                    "until",
                                            clock.instant()
                                                    .plus(SessionCookies.SIGN_IN_FOR)
                                                    .toString())));
                    return seeOther(URI.create(endpoint + (endpoint.getQuery() == null ? "?" : "&") + query(asked)));
                })
                .switchIfEmpty(Mono.just(unavailable()))
                .onErrorResume(failed -> {
                    log.warn("The issuer can't be reached for a sign-in: {}", failed.toString());
                    return Mono.just(unavailable());
                });
    }

    @GetMapping("/auth/callback")
    Mono<ResponseEntity<Void>> callback(
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String iss,
            ServerWebExchange exchange) {
        if (Glance.is(exchange.getRequest())) {
            return Mono.just(Glance.answer());
        }
        if (state == null || !STATE.matcher(state).matches()) {
            return Mono.just(seeOther(URI.create("/")));
        }
        var begun = begun(exchange, state);
        if (begun.isEmpty()) {
            // an old tab, or somebody else's link: nothing is signed in by it
            return Mono.just(seeOther(URI.create("/")));
        }
        var signIn = begun.get();
        cookies.forgetSignIn(exchange.getResponse(), state);
        var back = URI.create(signIn.getOrDefault("return", "/"));
        if (code == null || (iss != null && !iss.equals(settings.issuerUri().toString()))) {
            return Mono.just(seeOther(back));
        }
        return issuers.exchange(code, signIn.getOrDefault("verifier", ""), redirect())
                .flatMap(tokens -> Mono.justOrEmpty(tokens.idToken())
                        .switchIfEmpty(Mono.error(() -> new IllegalStateException("the issuer gave no ID token")))
                        .flatMap(issuers::idToken)
                        .filter(person -> signIn.getOrDefault("nonce", "").equals(person.getClaimAsString("nonce")))
                        .switchIfEmpty(Mono.error(() -> new IllegalStateException("an ID token of another sign-in")))
                        .flatMap(person -> sessions.open(person, tokens)))
                .flatMap(session -> {
                    var before = cookies.session(exchange.getRequest());
                    cookies.remember(exchange.getResponse(), session.getId());
                    return before.map(sessions::deleteById).orElse(Mono.empty()).thenReturn(seeOther(back));
                })
                .onErrorResume(
                        failed -> failed instanceof Issuers.GrantRefused || failed instanceof JwtException, refused -> {
                            log.info("A sign-in was refused: {}", refused.getMessage());
                            return Mono.just(seeOther(back));
                        })
                .onErrorResume(failed -> {
                    log.warn("A sign-in did not come to its end: {}", failed.toString());
                    return Mono.just(unavailable());
                });
    }

    private Optional<Map<String, String>> begun(ServerWebExchange exchange, String state) {
        return cookies.signIn(exchange.getRequest(), state)
                .map(text -> JSON.readValue(text, STRINGS))
                .filter(signIn -> state.equals(signIn.get("state"))
                        && clock.instant()
                                .isBefore(
                                        java.time.Instant.parse(signIn.getOrDefault("until", "1970-01-01T00:00:00Z"))));
    }

    /** What a page needs to know of its session. */
    record Session(
            boolean signedIn,
            @Nullable String name,
            @Nullable String csrf) {}

    @GetMapping("/auth/session")
    Mono<ResponseEntity<Session>> session() {
        return Actors.current()
                .ofType(ActorAuthentication.class)
                .map(signedIn -> new Session(true, signedIn.actor().name(), cookies.csrf(signedIn.sessionId())))
                .defaultIfEmpty(new Session(false, null, null))
                .map(session ->
                        ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(session));
    }

    /** Where to go on: the issuer's own page, which ends its session too. */
    record SignedOut(@Nullable URI endSession) {}

    @PostMapping("/auth/logout")
    Mono<ResponseEntity<SignedOut>> logout(ServerWebExchange exchange) {
        return Actors.current()
                .ofType(ActorAuthentication.class)
                .flatMap(signedIn -> signedIn.csrfShown()
                        ? end(signedIn.sessionId(), exchange)
                        : Mono.just(ResponseEntity.status(HttpStatus.FORBIDDEN).body(new SignedOut(null))))
                .defaultIfEmpty(ResponseEntity.ok(new SignedOut(null)));
    }

    private Mono<ResponseEntity<SignedOut>> end(String id, ServerWebExchange exchange) {
        return sessions.findById(id)
                .flatMap(session -> sessions.deleteById(id)
                        .then(Mono.justOrEmpty(session.<String>getAttribute(BrowserSession.REFRESH_TOKEN)))
                        .flatMap(token -> issuers.revoke(token).onErrorComplete())
                        .then(endSession(session.getAttribute(BrowserSession.ID_TOKEN))))
                .map(SignedOut::new)
                .defaultIfEmpty(new SignedOut(null))
                .map(body -> {
                    cookies.forget(exchange.getResponse());
                    return ResponseEntity.ok()
                            .cacheControl(CacheControl.noStore())
                            .body(body);
                });
    }

    private Mono<URI> endSession(@Nullable String idToken) {
        if (idToken == null) {
            return Mono.empty();
        }
        return issuers.main()
                .endpoint("end_session_endpoint")
                .map(endpoint -> URI.create(endpoint + "?"
                        + query(Map.of("id_token_hint", idToken, "post_logout_redirect_uri", origin + "/"))))
                .onErrorComplete();
    }

    private URI redirect() {
        return URI.create(origin + "/auth/callback");
    }

    private static ResponseEntity<Void> seeOther(URI place) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .cacheControl(CacheControl.noStore())
                .location(place)
                .build();
    }

    private static ResponseEntity<Void> unavailable() {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header("Retry-After", "2")
                .build();
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String query(Map<String, String> fields) {
        var query = new StringBuilder();
        fields.forEach((name, value) -> query.append(query.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return query.toString();
    }
}
