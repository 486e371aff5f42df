package org.sanad.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.URI;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The app's part of the authorization code flow with PKCE. */
final class CodeFlow {

    static final String CALLBACK = IdentityTest.PUBLIC_URL + "/auth/callback";

    final String verifier = (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
    final String state = UUID.randomUUID().toString();
    final String nonce = UUID.randomUUID().toString();

    /** Where the app sends the browser; what is appended are further parameters, each with its {@code &}. */
    String authorize(String more) {
        return "/oauth2/authorize?"
                + Visitor.encode(new java.util.TreeMap<>(Map.of(
                        "response_type",
                        "code",
                        "client_id",
                        "sanad-app",
                        "redirect_uri",
                        CALLBACK,
                        "scope",
                        "openid profile email",
                        "state",
                        state,
                        "nonce",
                        nonce,
                        "code_challenge",
                        challenge(),
                        "code_challenge_method",
                        "S256")))
                + more;
    }

    /** The code in the redirect to the app; an error there is one here. */
    String code(Visitor.Page page) {
        var query = UriComponentsBuilder.fromUri(URI.create(page.location()))
                .build()
                .getQueryParams();
        if (!page.location().startsWith(CALLBACK) || query.getFirst("code") == null) {
            throw new AssertionError(page.status() + " " + page.location() + "\n" + page.body());
        }
        if (!state.equals(query.getFirst("state"))) {
            throw new AssertionError("state differs: " + page.location());
        }
        return query.getFirst("code");
    }

    HttpResponse<String> exchange(String code) {
        return Visitor.call(
                IdentityTest.base() + "/oauth2/token",
                "sanad-app",
                IdentityTest.CLIENT_SECRET,
                Map.of(
                        "grant_type", "authorization_code",
                        "code", code,
                        "redirect_uri", CALLBACK,
                        "code_verifier", verifier));
    }

    static HttpResponse<String> refresh(String token) {
        return Visitor.call(
                IdentityTest.base() + "/oauth2/token",
                "sanad-app",
                IdentityTest.CLIENT_SECRET,
                Map.of("grant_type", "refresh_token", "refresh_token", token));
    }

    static JsonNode json(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return JsonMapper.shared().readTree(response.body());
    }

    static JsonNode header(String jwt) {
        return part(jwt, 0);
    }

    static JsonNode claims(String jwt) {
        return part(jwt, 1);
    }

    private static JsonNode part(String jwt, int index) {
        return JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[index]));
    }

    private String challenge() {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
