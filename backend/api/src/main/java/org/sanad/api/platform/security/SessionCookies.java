package org.sanad.api.platform.security;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;

/** Reads and writes the cookies of the app, which scripts can't see and other hosts can't set, and the header that proves where a change came from. */
@Component
class SessionCookies {

    /** Differs from the issuer's cookies, which live under the same origin. */
    static final String SESSION = "__Host-sanad";

    static final String CSRF_HEADER = "X-Sanad-CSRF";

    private static final String SIGN_IN = "__Host-sanad-signin-";
    static final Duration SIGN_IN_FOR = Duration.ofMinutes(15);

    private final Secrets secrets;
    private final PublicOrigin origin;

    SessionCookies(Secrets secrets, PublicOrigin origin) {
        this.secrets = secrets;
        this.origin = origin;
    }

    /** The session that a browser names; empty when it names none. */
    Optional<String> session(ServerHttpRequest request) {
        return Optional.ofNullable(request.getCookies().getFirst(SESSION)).map(cookie -> cookie.getValue());
    }

    void remember(ServerHttpResponse response, String sessionId) {
        response.addCookie(
                cookie(SESSION, sessionId).maxAge(BrowserSession.IDLE).build());
    }

    void forget(ServerHttpResponse response) {
        response.addCookie(cookie(SESSION, "").maxAge(0).build());
    }

    /** The proof that belongs to a session; the app's own pages read it and send it with changes. */
    String csrf(String sessionId) {
        return secrets.sign("csrf", sessionId);
    }

    /** Whether a request carries its session's proof and was not sent by another site's page. */
    boolean csrfShown(ServerHttpRequest request, String sessionId) {
        var shown = request.getHeaders().getFirst(CSRF_HEADER);
        var from = request.getHeaders().getOrigin();
        return shown != null && secrets.signed("csrf", sessionId, shown) && (from == null || origin.is(from));
    }

    /** What a sign-in under way remembers, sealed in a cookie of its own, so that two tabs may sign in and strangers cost no row. */
    void rememberSignIn(ServerHttpResponse response, String state, byte[] plain) {
        var sealed = Base64.getUrlEncoder().withoutPadding().encodeToString(secrets.seal("sign-in", plain));
        response.addCookie(
                cookie(SIGN_IN + tag(state), sealed).maxAge(SIGN_IN_FOR).build());
    }

    /** What the sign-in with this state remembered; empty when there is none, or it isn't ours. */
    Optional<String> signIn(ServerHttpRequest request, String state) {
        return Optional.ofNullable(request.getCookies().getFirst(SIGN_IN + tag(state)))
                .flatMap(cookie -> {
                    try {
                        return secrets.open("sign-in", Base64.getUrlDecoder().decode(cookie.getValue()));
                    } catch (IllegalArgumentException notOurs) {
                        return Optional.empty();
                    }
                })
                .map(plain -> new String(plain, StandardCharsets.UTF_8));
    }

    void forgetSignIn(ServerHttpResponse response, String state) {
        response.addCookie(cookie(SIGN_IN + tag(state), "").maxAge(0).build());
    }

    private static String tag(String state) {
        return state.substring(0, 8);
    }

    private static ResponseCookie.ResponseCookieBuilder cookie(String name, String value) {
        return ResponseCookie.from(name, value)
                .path("/")
                .httpOnly(true)
                .secure(true)
                .sameSite("Lax");
    }
}
