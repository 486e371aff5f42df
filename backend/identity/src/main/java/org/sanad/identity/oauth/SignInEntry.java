package org.sanad.identity.oauth;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sanad.identity.signin.SignIn;
import org.sanad.identity.signin.SignInCookie;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Sends a browser that has to sign in to the page for it, and tells the page where the person was going.
 *
 * <p>The way back is in the page's address and its form, not in a session, so that two tabs don't mix and nothing is lost when the
 * browser was away for a day. {@code prompt=login}, {@code max_age} and {@code acr_values=aal2} ask for a fresh or a stronger proof;
 * {@code prompt=create} asks for the registration page.
 */
@Component
public class SignInEntry implements AuthenticationEntryPoint {

    private static final String AUTHORIZE = "/oauth2/authorize";
    private static final String TWO_FACTORS = "aal2";

    private final SignInCookie cookie;
    private final Clock clock;

    SignInEntry(SignInCookie cookie, Clock clock) {
        this.cookie = cookie;
        this.clock = clock;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refusal)
            throws IOException {
        send(request, response, "/sign-in", false);
    }

    /** The filter that asks a signed-in person to prove it again when the app wants that. */
    OncePerRequestFilter reauthentication() {
        return new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                if (!request.getServletPath().equals(AUTHORIZE)
                        || prompts(request).contains("none")) {
                    chain.doFilter(request, response);
                } else if (prompts(request).contains("create")
                        && cookie.complete(request).isEmpty()) {
                    send(request, response, "/register", false);
                } else if (cookie.complete(request)
                        .filter(signIn -> stale(request, signIn))
                        .isPresent()) {
                    send(request, response, "/sign-in", true);
                } else if (wantsTwoFactors(request)
                        && cookie.complete(request)
                                .filter(signIn -> !signIn.acr().equals(TWO_FACTORS))
                                .isPresent()) {
                    send(request, response, "/account/authenticator", false);
                } else {
                    chain.doFilter(request, response);
                }
            }
        };
    }

    /** Whether the app asks without wanting a page: then the endpoint itself answers, {@code login_required} if need be. */
    static boolean silent(HttpServletRequest request) {
        return request.getServletPath().equals(AUTHORIZE) && prompts(request).contains("none");
    }

    private boolean stale(HttpServletRequest request, SignIn signIn) {
        var prompts = prompts(request);
        if (prompts.contains("login") || prompts.contains("select_account")) {
            return true;
        }
        var maxAge = maxAge(request.getParameter("max_age"));
        return maxAge != null && signIn.authenticatedAt().plus(maxAge).isBefore(clock.instant());
    }

    private static boolean wantsTwoFactors(HttpServletRequest request) {
        var wanted = request.getParameter("acr_values");
        return wanted != null && Arrays.asList(wanted.split(" ", -1)).contains(TWO_FACTORS);
    }

    private static @Nullable Duration maxAge(@Nullable String value) {
        return value != null && value.matches("[0-9]{1,9}") ? Duration.ofSeconds(Long.parseLong(value)) : null;
    }

    private static List<String> prompts(HttpServletRequest request) {
        var prompt = request.getParameter("prompt");
        return prompt == null ? List.of() : Arrays.asList(prompt.split(" ", -1));
    }

    private static void send(HttpServletRequest request, HttpServletResponse response, String page, boolean again)
            throws IOException {
        var address =
                UriComponentsBuilder.fromPath(request.getContextPath() + page).queryParam("continue", "{continue}");
        if (again) {
            address.queryParam("again", "1");
        }
        var languages = request.getParameter("ui_locales");
        if (languages != null) {
            address.queryParam("ui_locales", "{languages}");
        }
        var login = request.getParameter("login_hint");
        if (login != null) {
            address.queryParam("login_hint", "{login}");
        }
        response.sendRedirect(address.encode()
                .buildAndExpand(
                        Map.of("continue", wayBack(request), "languages", text(languages), "login", text(login)))
                .toUriString());
    }

    /** The request without the prompt that is being answered, or it would be asked again for ever. */
    private static String wayBack(HttpServletRequest request) {
        var query = request.getQueryString();
        var kept = query == null
                ? ""
                : Arrays.stream(query.split("&", -1))
                        .filter(pair -> !pair.startsWith("prompt=") && !pair.equals("max_age=0"))
                        .collect(Collectors.joining("&"));
        return request.getServletPath() + "?" + kept;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
