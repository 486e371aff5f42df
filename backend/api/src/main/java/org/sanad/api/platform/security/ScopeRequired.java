package org.sanad.api.platform.security;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A partner's token does not allow what it was used for. Becomes a top-level error with {@code extensions.code = FORBIDDEN}. */
public final class ScopeRequired extends RuntimeException {

    private final List<Scope> anyOf;

    /**
     * Makes one.
     *
     * @param anyOf the scopes of which one would do; none where no program may do it
     * @param locale the language that the program asked for
     */
    ScopeRequired(List<Scope> anyOf, Locale locale) {
        super(message(anyOf, locale), null, false, false);
        this.anyOf = anyOf;
    }

    /** The words of the scopes of which one would do. */
    public List<String> words() {
        return anyOf.stream().map(Scope::word).toList();
    }

    private static String message(List<Scope> anyOf, Locale locale) {
        if (anyOf.isEmpty()) {
            return switch (locale.getLanguage()) {
                case "ar" -> "هذا الإجراء متاح للأشخاص وحدهم، لا للبرامج.";
                case "fa" -> "این کار ویژهٔ اشخاص است و برنامه‌ها اجازهٔ آن را ندارند.";
                default -> "This is for people, not for programs.";
            };
        }
        // isolated, so that the colon stays in its place in text that runs from right to left
        var names = anyOf.stream().map(scope -> "\u2068" + scope.word() + "\u2069");
        return switch (locale.getLanguage()) {
            case "ar" -> "يتطلب هذا الإجراء رمز وصول يحمل الصلاحية " + names.collect(Collectors.joining(" أو ")) + ".";
            case "fa" -> "برای این کار توکنی با اجازهٔ " + names.collect(Collectors.joining(" یا ")) + " لازم است.";
            default ->
                "This needs a token with the scope "
                        + anyOf.stream().map(Scope::word).collect(Collectors.joining(" or ")) + ".";
        };
    }
}
