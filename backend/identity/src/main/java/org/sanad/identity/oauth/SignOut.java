package org.sanad.identity.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.identity.IdentitySettings;
import org.sanad.identity.signin.Origin;
import org.sanad.identity.signin.SignInCookie;
import org.sanad.identity.signin.SignIns;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcLogoutAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Signs out at the app's request (OpenID Connect RP-Initiated Logout): ends the sign-in that the id token names, and what it granted.
 *
 * <p>Any id token that we signed is good, expired or not, the first or the latest: it says which sign-in is meant. The browser is
 * sent back only to the public origin.
 */
@Component
class SignOut implements AuthenticationProvider, AuthenticationSuccessHandler {

    private final DefaultJWTProcessor<SecurityContext> hints = new DefaultJWTProcessor<>();
    private final SignIns signIns;
    private final SignInCookie cookie;
    private final IdentitySettings settings;

    SignOut(JWKSource<SecurityContext> keys, SignIns signIns, SignInCookie cookie, IdentitySettings settings) {
        this.signIns = signIns;
        this.cookie = cookie;
        this.settings = settings;
        hints.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));
        // a hint is good after it expired: the claims are checked by hand
        hints.setJWTClaimsSetVerifier((claims, context) -> {});
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        var request = (OidcLogoutAuthenticationToken) authentication;
        var claims = claims(request.getIdTokenHint());
        var audience = claims.getAudience();
        if (!settings.issuer().equals(claims.getIssuer())
                || !audience.contains(settings.clientId())
                || (request.getClientId() != null && !audience.contains(request.getClientId()))) {
            throw refusal();
        }
        var target = request.getPostLogoutRedirectUri();
        if (target != null && !ours(target)) {
            throw refusal();
        }
        var hint = new OidcIdToken(request.getIdTokenHint(), Instant.EPOCH, Instant.MAX, hintClaims(claims));
        return new OidcLogoutAuthenticationToken(
                hint, (Authentication) request.getPrincipal(), null, request.getClientId(), target, request.getState());
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OidcLogoutAuthenticationToken.class.isAssignableFrom(authentication);
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        var logout = (OidcLogoutAuthenticationToken) authentication;
        var hint = logout.getIdToken();
        if (hint != null) {
            var account = UUID.fromString(hint.getSubject());
            signIns.end(account, UUID.fromString(hint.getClaimAsString("sid")));
            // the same person may have signed in again in this browser since: that ends too
            cookie.present(request)
                    .filter(present -> present.account().equals(account))
                    .ifPresent(present -> {
                        signIns.end(account, present.id());
                        cookie.take(response);
                    });
            log(account, request);
        }
        var target = logout.getPostLogoutRedirectUri();
        var back = UriComponentsBuilder.fromUriString(target == null ? settings.publicUrl() + "/" : target);
        if (logout.getState() != null) {
            back.queryParam("state", "{state}");
        }
        response.sendRedirect(back.encode()
                .buildAndExpand(Map.of("state", logout.getState() == null ? "" : logout.getState()))
                .toUriString());
    }

    private void log(UUID account, HttpServletRequest request) {
        try {
            signIns.log(account, SignIns.Event.SIGNED_OUT, Origin.of(request));
        } catch (DataIntegrityViolationException deletedMeanwhile) {
            // an account that was deleted has no log to write into
            return;
        }
    }

    private JWTClaimsSet claims(@Nullable String hint) {
        try {
            return hints.process(hint, null);
        } catch (ParseException | BadJOSEException | JOSEException notOurs) {
            throw refusal();
        }
    }

    private static Map<String, Object> hintClaims(JWTClaimsSet claims) {
        var sid = claims.getClaim("sid");
        if (claims.getSubject() == null || sid == null) {
            throw refusal();
        }
        return Map.of("sub", claims.getSubject(), "sid", sid.toString());
    }

    private boolean ours(String target) {
        try {
            var uri = URI.create(target);
            var ours = settings.publicUrl();
            return ours.getScheme().equals(uri.getScheme())
                    && ours.getAuthority().equals(uri.getAuthority())
                    && uri.getUserInfo() == null;
        } catch (IllegalArgumentException notAUri) {
            return false;
        }
    }

    private static OAuth2AuthenticationException refusal() {
        return new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_REQUEST);
    }
}
