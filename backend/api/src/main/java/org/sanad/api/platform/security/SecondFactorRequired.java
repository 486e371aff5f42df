package org.sanad.api.platform.security;

import java.net.URI;
import java.util.Locale;
import org.sanad.api.platform.Settings;

/**
 * Somebody with a role signed in with one factor only. Becomes a top-level error with {@code extensions.code = SECOND_FACTOR_REQUIRED}, and
 * {@code extensions.url}, where the person sets one up or gives it, and comes back.
 */
public final class SecondFactorRequired extends RuntimeException {

    private final URI url;

    /**
     * Makes one.
     *
     * @param locale the language that the person asked for
     */
    public SecondFactorRequired(Settings settings, Locale locale) {
        super(message(locale), null, false, false);
        this.url = settings.url("/auth/login?acr_values=" + SecondFactor.WANTED + "&return=/staff");
    }

    /** Where to go. */
    public URI url() {
        return url;
    }

    private static String message(Locale locale) {
        return switch (locale.getLanguage()) {
            case "ar" -> "يتطلب دوركم خطوة تحقق ثانية عند تسجيل الدخول. فعّلوا تطبيق المصادقة للمتابعة.";
            case "fa" -> "نقش شما به مرحلهٔ دوم ورود نیاز دارد. برای ادامه، برنامهٔ احراز هویت را راه‌اندازی کنید.";
            default -> "Your role needs a second factor. Set up an authenticator app to go on.";
        };
    }
}
