package org.sanad.identity.signin;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sanad.identity.IdentitySettings;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Knows a request's sign-in by its cookie. There is no servlet session: what must last is in the table, what is under way is in the
 * form.
 */
@Component
public class SignInCookie implements SecurityContextRepository {

    /** The cookie's name; the api's own cookie has another. */
    public static final String NAME = "sanad-identity";

    private static final String ATTRIBUTE = SignInCookie.class.getName();

    private final SignIns signIns;
    private final IdentitySettings settings;
    private final Clock clock;

    SignInCookie(SignIns signIns, IdentitySettings settings, Clock clock) {
        this.signIns = signIns;
        this.settings = settings;
        this.clock = clock;
    }

    /** The browser's sign-in, complete or half-way; empty when it has none that holds. */
    @SuppressWarnings("unchecked")
    public Optional<SignIn> present(HttpServletRequest request) {
        var known = (Optional<SignIn>) request.getAttribute(ATTRIBUTE);
        if (known == null) {
            known = token(request).flatMap(signIns::find);
            request.setAttribute(ATTRIBUTE, known);
        }
        return known;
    }

    /** The browser's sign-in, if it is complete. */
    public Optional<SignIn> complete(HttpServletRequest request) {
        return present(request).filter(SignIn::complete);
    }

    /** Gives the browser the token of its new sign-in. */
    public void give(HttpServletResponse response, SignIns.Started started) {
        var lasts = Duration.between(clock.instant(), started.signIn().expiresAt());
        response.addHeader(
                HttpHeaders.SET_COOKIE, cookie(started.token(), lasts).toString());
    }

    /** Takes the token away. */
    public void take(HttpServletResponse response) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie("", Duration.ZERO).toString());
    }

    private ResponseCookie cookie(String value, Duration lasts) {
        return ResponseCookie.from(NAME, value)
                .path("/identity")
                .httpOnly(true)
                .secure(settings.https())
                .sameSite("Lax")
                .maxAge(lasts)
                .build();
    }

    @Override
    @Deprecated
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return contextOf(holder.getRequest());
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return new Deferred(request);
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        // a sign-in is kept when it begins, never by passing through
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return complete(request).isPresent();
    }

    private SecurityContext contextOf(HttpServletRequest request) {
        return complete(request)
                .<SecurityContext>map(signIn -> new SecurityContextImpl(authentication(signIn)))
                .orElseGet(SecurityContextImpl::new);
    }

    private static UsernamePasswordAuthenticationToken authentication(SignIn signIn) {
        var authentication = UsernamePasswordAuthenticationToken.authenticated(
                signIn.account().toString(), null, List.of(new SimpleGrantedAuthority("ROLE_PERSON")));
        authentication.setDetails(signIn.id().toString());
        return authentication;
    }

    private static Optional<String> token(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (var cookie : cookies) {
                if (cookie.getName().equals(NAME) && !cookie.getValue().isEmpty()) {
                    return Optional.of(cookie.getValue());
                }
            }
        }
        return Optional.empty();
    }

    /** Reads the table only when somebody asks: static files and refusals don't. */
    private final class Deferred implements DeferredSecurityContext {

        private final HttpServletRequest request;
        private boolean generated;

        Deferred(HttpServletRequest request) {
            this.request = request;
        }

        @Override
        public SecurityContext get() {
            var context = contextOf(request);
            generated = context.getAuthentication() == null;
            return context;
        }

        @Override
        public boolean isGenerated() {
            get();
            return generated;
        }
    }
}
