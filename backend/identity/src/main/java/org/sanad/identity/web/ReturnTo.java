package org.sanad.identity.web;

import org.jspecify.annotations.Nullable;

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
}
