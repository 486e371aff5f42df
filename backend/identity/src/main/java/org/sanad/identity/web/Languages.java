package org.sanad.identity.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sanad.identity.IdentitySettings;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/**
 * Chooses the language of a page: the switcher's {@code lang}, then what the app asks for ({@code ui_locales}), then what was chosen
 * before, then what the browser prefers, then Arabic.
 */
@Component("localeResolver")
public class Languages implements LocaleResolver {

    /** The languages there are, each written as its readers write it. */
    public enum Language {
        AR("ar", "العربية", "rtl"),
        FA("fa", "فارسی", "rtl"),
        EN("en", "English", "ltr");

        private final String tag;
        private final String label;
        private final String dir;

        Language(String tag, String label, String dir) {
            this.tag = tag;
            this.label = label;
            this.dir = dir;
        }

        public String tag() {
            return tag;
        }

        public String label() {
            return label;
        }

        public String dir() {
            return dir;
        }

        static Optional<Language> of(@Nullable String tag) {
            var primary = tag == null
                    ? ""
                    : Locale.forLanguageTag(tag.strip().replace('_', '-')).getLanguage();
            return Arrays.stream(values()).filter(l -> l.tag.equals(primary)).findFirst();
        }
    }

    private static final String COOKIE = "sanad-identity-language";
    private static final String ATTRIBUTE = Languages.class.getName();

    private final IdentitySettings settings;

    Languages(IdentitySettings settings) {
        this.settings = settings;
    }

    /** The language of a request. */
    public Language of(HttpServletRequest request) {
        var known = (Language) request.getAttribute(ATTRIBUTE);
        if (known == null) {
            known = chosen(request)
                    .or(() -> Language.of(cookie(request)))
                    .or(() -> preferred(request))
                    .orElse(Language.AR);
            request.setAttribute(ATTRIBUTE, known);
        }
        return known;
    }

    /** What this very request chose, so that it can be remembered. */
    Optional<Language> chosen(HttpServletRequest request) {
        var uiLocales = request.getParameter("ui_locales");
        return Language.of(request.getParameter("lang"))
                .or(() -> uiLocales == null
                        ? Optional.empty()
                        : Arrays.stream(uiLocales.split(" ", -1))
                                .map(Language::of)
                                .flatMap(Optional::stream)
                                .findFirst());
    }

    /** Remembers a choice for a year. */
    void remember(HttpServletResponse response, Language language) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(COOKIE, language.tag())
                        .path("/identity")
                        .httpOnly(true)
                        .secure(settings.https())
                        .sameSite("Lax")
                        .maxAge(Duration.ofDays(365))
                        .build()
                        .toString());
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        return Locale.forLanguageTag(of(request).tag());
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        throw new UnsupportedOperationException("the language follows the request");
    }

    private static Optional<Language> preferred(HttpServletRequest request) {
        if (request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null) {
            return Optional.empty();
        }
        List<Locale> accepted = Collections.list(request.getLocales());
        return accepted.stream()
                .map(locale -> Language.of(locale.toLanguageTag()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static @Nullable String cookie(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return Stream.ofNullable(cookies)
                .flatMap(Arrays::stream)
                .filter(cookie -> Objects.equals(cookie.getName(), COOKIE))
                .map(Cookie::getValue)
                .findFirst()
                .orElse(null);
    }
}
