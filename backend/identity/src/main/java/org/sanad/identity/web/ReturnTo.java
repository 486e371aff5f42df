package org.sanad.identity.web;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Where a person was going when they had to sign in. Only the authorization endpoint and the account's own pages: whatever else is
 * typed into an address leads to the account, so that a link to us can't lead elsewhere.
 */
record ReturnTo(String path) {

    private static final String DEFAULT = "/account";

    static ReturnTo of(@Nullable String typed) {
        return typed != null && ours(typed) ? new ReturnTo(typed) : new ReturnTo(DEFAULT);
    }

    private static boolean ours(String typed) {
        return typed.length() <= 4000
                && (typed.startsWith("/oauth2/authorize?") || typed.matches("/account(/[a-z-]+)*"))
                && typed.chars().allMatch(c -> c > 0x20 && c < 0x7f && c != '\\' && c != '{' && c != '}');
    }

    /** Whether the app asked for the sign-in. */
    boolean toApp() {
        return path.startsWith("/oauth2/");
    }

    String redirect() {
        return "redirect:" + path;
    }

    /** Reads it off the address or the form, and hands it to the page, whose forms and links carry it on. */
    static final class Resolver implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == ReturnTo.class;
        }

        @Override
        public ReturnTo resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer page,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            var way = ReturnTo.of(request.getParameter("continue"));
            if (page != null) {
                page.addAttribute("way", way.path());
            }
            return way;
        }
    }
}
