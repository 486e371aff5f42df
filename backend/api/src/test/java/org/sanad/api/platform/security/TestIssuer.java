package org.sanad.api.platform.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/**
 * A small OpenID provider: discovery, keys, authorization code with PKCE, and refresh tokens that work once; one that comes back takes its whole
 * family with it, as the real one does.
 */
final class TestIssuer implements AutoCloseable {

    static final String CLIENT = "sanad-app";
    static final String SECRET = "a-secret-of-the-tests-of-some-length";

    final AtomicInteger refreshes = new AtomicInteger();
    /** How often it was asked whether somebody is still signed in. */
    final AtomicInteger asked = new AtomicInteger();

    /** Who left, in order; positions count from 1. */
    final List<String> departed = new CopyOnWriteArrayList<>();

    final Set<String> revoked = ConcurrentHashMap.newKeySet();
    volatile long lifetime = 300;
    volatile boolean away;
    volatile String subject = "person";
    volatile Map<String, Object> idTokenOverrides = Map.of();

    private final ExecutorService threads =
            Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());
    private final HttpServer server;
    private final RSAKey key;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final Map<String, String> refreshTokens = new ConcurrentHashMap<>();
    private final Map<String, String> families = new ConcurrentHashMap<>();
    /** The present access token of each family. */
    private final Map<String, String> accessTokens = new ConcurrentHashMap<>();

    TestIssuer() {
        try {
            key = new RSAKeyGenerator(2048).keyID("key-1").generate();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (JOSEException | IOException failed) {
            throw new IllegalStateException(failed);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/realm";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** Ends all of a person's sign-ins. */
    void signOutEverywhere() {
        families.clear();
        refreshTokens.clear();
        accessTokens.clear();
    }

    /** Signs an access token for a program, with whatever the test wants to be different. */
    String accessToken(String type, Map<String, Object> claims) {
        var all = new HashMap<String, Object>(Map.of(
                "iss",
                uri(),
                "sub",
                "partner-1",
                "client_id",
                "partner-1",
                "aud",
                SignInTest.ORIGIN + "/graphql",
                "exp",
                Date.from(Instant.now().plusSeconds(300)),
                "iat",
                new Date(),
                "jti",
                UUID.randomUUID().toString()));
        all.putAll(claims);
        return sign(key, type, all);
    }

    static String sign(RSAKey key, String type, Map<String, Object> claims) {
        try {
            var set = new JWTClaimsSet.Builder();
            claims.forEach(set::claim);
            var jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .type(new JOSEObjectType(type))
                            .build(),
                    set.build());
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            if (away) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            switch (path) {
                case "/realm/.well-known/openid-configuration" ->
                    json(
                            exchange,
                            200,
                            Map.of(
                                    "issuer", uri(),
                                    "authorization_endpoint", uri() + "/authorize",
                                    "token_endpoint", uri() + "/token",
                                    "jwks_uri", uri() + "/jwks",
                                    "userinfo_endpoint", uri() + "/userinfo",
                                    "revocation_endpoint", uri() + "/revoke",
                                    "end_session_endpoint", uri() + "/end",
                                    "sanad_departures_endpoint", uri() + "/departures"));
                case "/realm/jwks" -> json(exchange, 200, new JWKSet(key.toPublicJWK()).toJSONObject());
                case "/realm/authorize" -> authorize(exchange);
                case "/realm/token" -> token(exchange);
                case "/realm/userinfo" -> {
                    asked.incrementAndGet();
                    var given = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
                    if (accessTokens.containsValue(given.replaceFirst("^Bearer ", ""))) {
                        json(exchange, 200, Map.of("sub", subject));
                    } else {
                        json(exchange, 401, Map.of("error", "invalid_token"));
                    }
                }
                case "/realm/departures" -> departures(exchange);
                case "/realm/revoke" -> {
                    revoked.add(form(exchange).get("token"));
                    exchange.sendResponseHeaders(200, -1);
                }
                default -> exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    private void authorize(HttpExchange exchange) throws IOException {
        var asked = fields(exchange.getRequestURI().getRawQuery());
        var code = UUID.randomUUID().toString();
        codes.put(code, asked);
        exchange.getResponseHeaders()
                .set("Location", asked.get("redirect_uri") + "?code=" + code + "&state=" + asked.get("state"));
        exchange.sendResponseHeaders(302, -1);
    }

    /** One at a time, so that whoever reads has to come back. */
    private void departures(HttpExchange exchange) throws IOException {
        int after =
                Integer.parseInt(fields(exchange.getRequestURI().getRawQuery()).get("after"));
        if (isTheApp(exchange)) {
            json(
                    exchange,
                    200,
                    Map.of(
                            "departures",
                            after < departed.size()
                                    ? List.of(Map.of("position", after + 1, "subject", departed.get(after)))
                                    : List.of()));
        }
    }

    private static boolean isTheApp(HttpExchange exchange) throws IOException {
        var basic = Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
        if (("Basic " + basic).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return true;
        }
        json(exchange, 401, Map.of("error", "invalid_client"));
        return false;
    }

    private void token(HttpExchange exchange) throws IOException {
        if (!isTheApp(exchange)) {
            return;
        }
        var form = form(exchange);
        if ("authorization_code".equals(form.get("grant_type"))) {
            var asked = codes.remove(form.getOrDefault("code", ""));
            if (asked == null || !challenge(form.get("code_verifier")).equals(asked.get("code_challenge"))) {
                json(exchange, 400, Map.of("error", "invalid_grant"));
                return;
            }
            var family = UUID.randomUUID().toString();
            give(exchange, family, subject, asked.get("nonce"));
            return;
        }
        refreshes.incrementAndGet();
        var given = form.getOrDefault("refresh_token", "");
        var family = given.split("\\.", -1)[0];
        var current = refreshTokens.get(family);
        if (current == null || !current.equals(given)) {
            refreshTokens.remove(family);
            accessTokens.remove(family);
            json(exchange, 400, Map.of("error", "invalid_grant"));
            return;
        }
        give(exchange, family, families.get(family), null);
    }

    private void give(HttpExchange exchange, String family, String person, String nonce) throws IOException {
        var refresh = family + "." + UUID.randomUUID();
        refreshTokens.put(family, refresh);
        families.put(family, person);
        var claims = new HashMap<String, Object>(Map.of(
                "iss",
                uri(),
                "sub",
                person,
                "aud",
                CLIENT,
                "name",
                "سلمى الأحمد",
                "email",
                person + "@mail.test",
                "email_verified",
                true,
                "exp",
                Date.from(Instant.now().plusSeconds(300)),
                "iat",
                new Date()));
        if (nonce != null) {
            claims.put("nonce", nonce);
        }
        claims.putAll(idTokenOverrides);
        var answer = new LinkedHashMap<String, Object>();
        var access = accessToken("at+jwt", Map.of("sub", person, "client_id", CLIENT));
        accessTokens.put(family, access);
        answer.put("access_token", access);
        answer.put("token_type", "Bearer");
        answer.put("expires_in", lifetime);
        answer.put("refresh_token", refresh);
        answer.put("id_token", sign(key, "JWT", claims));
        json(exchange, 200, answer);
    }

    private static void json(HttpExchange exchange, int status, Map<String, Object> body) throws IOException {
        var bytes = JsonMapper.shared().writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static Map<String, String> form(HttpExchange exchange) {
        try {
            return fields(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static Map<String, String> fields(String query) {
        var fields = new HashMap<String, String>();
        for (var field : query.split("&")) {
            var parts = field.split("=", 2);
            fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256")
                            .digest(String.valueOf(verifier).getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The key that the issuer signs with, for tests that lie about it. */
    RSAKey key() {
        return key;
    }

    static URI location(java.net.http.HttpResponse<?> answer) {
        return URI.create(answer.headers().firstValue("Location").orElseThrow());
    }
}
