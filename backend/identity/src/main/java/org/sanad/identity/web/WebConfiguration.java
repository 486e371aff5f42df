package org.sanad.identity.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.sanad.identity.IdentitySettings;
import org.sanad.identity.signin.SignInCookie;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.RequestCacheConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.util.UriComponentsBuilder;

/** Who may open which page, and under which headers. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    /** Nothing inline, nothing from elsewhere; forms go to us, and from us back to the app on the same origin. */
    static final String POLICY =
            "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; "
                    + "base-uri 'none'; frame-ancestors 'none'";

    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final Duration FRESH_ENOUGH_TO_SEND = Duration.ofMinutes(60);
    private static final Set<String> DELICATE = Set.of(
            "/account/email",
            "/account/phone",
            "/account/password",
            "/account/authenticator",
            "/account/delete",
            "/account/clients");

    private final Languages languages;
    private final SignInCookie cookie;
    private final Clock clock;

    WebConfiguration(Languages languages, SignInCookie cookie, Clock clock) {
        this.languages = languages;
        this.cookie = cookie;
        this.clock = clock;
    }

    @Bean
    @Order(2)
    SecurityFilterChain pages(HttpSecurity http, SignInCookie signIns, IdentitySettings settings) throws Exception {
        var csrf = CookieCsrfTokenRepository.withHttpOnlyFalse();
        csrf.setCookieName("sanad-identity-form");
        csrf.setCookiePath("/identity");
        csrf.setCookieCustomizer(c -> c.httpOnly(true).secure(settings.https()).sameSite("Lax"));
        return http.authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                                .permitAll()
                                .requestMatchers("/account/**")
                                .authenticated()
                                .anyRequest()
                                .permitAll())
                .securityContext(context -> context.securityContextRepository(signIns))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(RequestCacheConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .csrf(c -> c.csrfTokenRepository(csrf))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(
                                permissions -> permissions.policy("interest-cohort=(), geolocation=()"))
                        .frameOptions(frames -> frames.deny()))
                .exceptionHandling(exceptions -> exceptions.authenticationEntryPoint(
                        (request, response, refusal) -> response.sendRedirect(signInAgain(request, false))))
                .build();
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new Prepared()).excludePathPatterns("/assets/**");
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new ReturnTo.Resolver());
    }

    private static String signInAgain(HttpServletRequest request, boolean again) {
        var address = UriComponentsBuilder.fromPath(request.getContextPath() + "/sign-in")
                .queryParam("continue", request.getServletPath());
        if (again) {
            address.queryParam("again", "1");
        }
        return address.encode().toUriString();
    }

    /** Remembers the language, makes the form's token before the page is under way, and asks for a fresh proof where it matters. */
    private final class Prepared implements HandlerInterceptor {
        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
                throws IOException {
            languages.chosen(request).ifPresent(language -> languages.remember(response, language));
            response.setHeader(HttpHeaders.VARY, "Cookie, Accept-Language");
            if (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token) {
                token.getToken();
            }
            if (DELICATE.stream().anyMatch(path -> within(request.getServletPath(), path)) && stale(request)) {
                response.sendRedirect(signInAgain(request, true));
                return false;
            }
            return true;
        }

        private boolean stale(HttpServletRequest request) {
            var allowed = request.getMethod().equals("GET") ? FRESH : FRESH_ENOUGH_TO_SEND;
            return cookie.complete(request)
                    .filter(signIn -> signIn.authenticatedAt().plus(allowed).isBefore(clock.instant()))
                    .isPresent();
        }

        private static boolean within(String path, String folder) {
            return path.equals(folder) || path.startsWith(folder + "/");
        }
    }
}
