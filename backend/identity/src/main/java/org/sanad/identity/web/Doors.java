package org.sanad.identity.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.sanad.identity.account.Account;
import org.sanad.identity.account.Accounts;
import org.sanad.identity.account.Throttle;
import org.sanad.identity.account.Throttle.Limit;
import org.sanad.identity.signin.Origin;
import org.sanad.identity.signin.SignIn;
import org.sanad.identity.signin.SignInCookie;
import org.sanad.identity.signin.SignIns;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** Lets a person in once a factor was proved, or sends them on to the next one. */
@Component
class Doors {

    private final SignIns signIns;
    private final SignInCookie cookie;
    private final Accounts accounts;
    private final Throttle throttle;

    Doors(SignIns signIns, SignInCookie cookie, Accounts accounts, Throttle throttle) {
        this.signIns = signIns;
        this.cookie = cookie;
        this.accounts = accounts;
        this.throttle = throttle;
    }

    /** Lets somebody in who has just proved who they are by one method. Gives the view to go to. */
    String open(
            Account account, String method, ReturnTo way, HttpServletRequest request, HttpServletResponse response) {
        var previous = cookie.complete(request).orElse(null);
        var started = signIns.begin(account, method, Origin.of(request), previous);
        cookie.give(response, started);
        return started.signIn().complete()
                ? way.redirect()
                : page(account.totp() ? "/sign-in/second" : "/sign-in/authenticator", way);
    }

    /** Completes a half-way sign-in after its second factor; false when it ran out meanwhile. */
    boolean complete(Account account, SignIn halfWay, HttpServletRequest request, HttpServletResponse response) {
        var completed = signIns.complete(account, halfWay, Origin.of(request));
        completed.ifPresent(started -> cookie.give(response, started));
        return completed.isPresent();
    }

    /** Counts an authenticator app that was just confirmed as the second factor of the present sign-in. */
    void strengthen(Account account, HttpServletRequest request, HttpServletResponse response) {
        cookie.give(response, signIns.strengthen(account, signIn(request), Origin.of(request)));
    }

    /** The account that is signed in; refused without one, which the filter chain has seen to already. */
    Account account(HttpServletRequest request) {
        return accounts.find(signIn(request).account()).orElseThrow(() -> new AccessDeniedException("deleted"));
    }

    /** The sign-in of a request that must have one. */
    SignIn signIn(HttpServletRequest request) {
        return cookie.complete(request).orElseThrow(() -> new AccessDeniedException("not signed in"));
    }

    /** Charges one attempt of the request's address. When the allowance is spent, adds the refusal and sets the status. */
    boolean mayTry(HttpServletRequest request, HttpServletResponse response, Refusals refusals) {
        return allowed(
                throttle.charge(Limit.ATTEMPTS_FROM_ADDRESS, Origin.of(request).network()), response, refusals);
    }

    /** Charges one message to a recipient, and to the address that asks for it. */
    boolean maySend(String recipient, HttpServletRequest request, HttpServletResponse response, Refusals refusals) {
        return allowed(
                throttle.charge(Limit.MESSAGES_FROM_ADDRESS, Origin.of(request).network())
                        && throttle.charge(Limit.MESSAGES_TO, recipient),
                response,
                refusals);
    }

    /** Turns a spent allowance into a refusal that says to wait. */
    static boolean allowed(boolean within, HttpServletResponse response, Refusals refusals) {
        if (!within) {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            response.setHeader("Retry-After", "60");
            refusals.add("", "throttled");
        }
        return within;
    }

    /** Shows a form again: what was wrong decides the status. */
    static String refused(String view, HttpServletResponse response) {
        if (response.getStatus() == HttpStatus.OK.value()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
        return view;
    }

    /** A page of ours that keeps the way back. */
    static String page(String path, ReturnTo way) {
        return "redirect:" + path + (path.contains("?") ? "&" : "?") + "continue=" + UriUtils.encode(way.path(), UTF_8);
    }
}
