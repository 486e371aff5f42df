package org.sanad.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sanad.identity.account.Account;
import org.sanad.identity.account.Accounts;
import org.sanad.identity.account.Identifier;
import org.sanad.identity.account.SecondFactors;
import org.sanad.identity.account.Throttle;
import org.sanad.identity.account.Throttle.Limit;
import org.sanad.identity.signin.Origin;
import org.sanad.identity.signin.SignIn;
import org.sanad.identity.signin.SignInCookie;
import org.sanad.identity.signin.SignIns;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Signing in with a password, the second factor, and signing out. */
@Controller
class SignInPages {

    private final Accounts accounts;
    private final SecondFactors factors;
    private final SignIns signIns;
    private final SignInCookie cookie;
    private final Throttle throttle;
    private final Doors doors;

    SignInPages(
            Accounts accounts,
            SecondFactors factors,
            SignIns signIns,
            SignInCookie cookie,
            Throttle throttle,
            Doors doors) {
        this.accounts = accounts;
        this.factors = factors;
        this.signIns = signIns;
        this.cookie = cookie;
        this.throttle = throttle;
        this.doors = doors;
    }

    @GetMapping("/")
    String root() {
        return "redirect:/account";
    }

    @GetMapping("/sign-in")
    String form(
            ReturnTo way,
            @RequestParam(required = false) @Nullable String again,
            @RequestParam(name = "login_hint", required = false) @Nullable String hint,
            @RequestParam(required = false) @Nullable String notice,
            HttpServletRequest request,
            Model model) {
        var present = cookie.complete(request);
        if (present.isPresent() && again == null) {
            return way.redirect();
        }
        var known = present.flatMap(signIn -> accounts.find(signIn.account())).map(Account::identifier);
        model.addAttribute("identifier", known.orElse(hint == null ? "" : hint));
        model.addAttribute("again", present.isPresent());
        model.addAttribute("notice", notice != null && notice.matches("confirmed|reset|ended") ? notice : null);
        return "sign-in";
    }

    @PostMapping("/sign-in")
    String signIn(
            @RequestParam(defaultValue = "") String identifier,
            @RequestParam(defaultValue = "") String password,
            ReturnTo way,
            @ModelAttribute("refusals") Refusals refusals,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var origin = Origin.of(request);
        var typed = Identifier.parse(identifier);
        var key = typed.map(Identifier::key).orElseGet(identifier::strip);
        if (identifier.isBlank()) {
            refusals.add("identifier", "identifier.empty");
        }
        if (password.isEmpty()) {
            refusals.add("password", "password.empty");
        }
        if (!refusals.isAny() && mayTry(key, origin, response, refusals)) {
            var account = accounts.authenticate(typed, password);
            if (account.isPresent()) {
                throttle.refund(Limit.ATTEMPTS_FROM_ADDRESS, origin.network());
                throttle.refund(Limit.PASSWORD_HERE, key + ' ' + origin.network());
                throttle.refund(Limit.PASSWORD_ANYWHERE, key);
                return doors.open(account.get(), "pwd", way, request, response);
            }
            typed.flatMap(accounts::find)
                    .ifPresent(somebody -> signIns.log(somebody.id(), SignIns.Event.REFUSED, origin));
            refusals.add("identifier", "credentials");
        }
        model.addAttribute("identifier", identifier);
        model.addAttribute("again", false);
        return Doors.refused("sign-in", response);
    }

    @GetMapping("/sign-in/second")
    String secondForm(ReturnTo way, HttpServletRequest request, Model model) {
        return halfWay(request).isPresent() ? "second" : Doors.page("/sign-in", way);
    }

    @PostMapping("/sign-in/second")
    String second(
            @RequestParam(defaultValue = "") String code,
            ReturnTo way,
            @ModelAttribute("refusals") Refusals refusals,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var halfWay = halfWay(request);
        var account = halfWay.flatMap(signIn -> accounts.find(signIn.account())).filter(Account::totp);
        if (halfWay.isEmpty() || account.isEmpty()) {
            return Doors.page("/sign-in", way);
        }
        var id = account.get().id();
        var origin = Origin.of(request);
        if (code.isBlank()) {
            refusals.add("code", "code.empty");
        } else if (Doors.allowed(throttle.charge(Limit.SECOND_FACTOR, id.toString()), response, refusals)) {
            var answer = factors.verify(id, code);
            if (answer != SecondFactors.Answer.REFUSED) {
                throttle.refund(Limit.SECOND_FACTOR, id.toString());
                if (answer == SecondFactors.Answer.RECOVERY_CODE) {
                    signIns.log(id, SignIns.Event.RECOVERY_CODE_USED, origin);
                }
                return doors.complete(account.get(), halfWay.get(), request, response)
                        ? way.redirect()
                        : Doors.page("/sign-in", way);
            }
            signIns.log(id, SignIns.Event.SECOND_FACTOR_REFUSED, origin);
            refusals.add("code", "code.wrong");
        }
        return Doors.refused("second", response);
    }

    @PostMapping("/sign-out")
    String signOut(HttpServletRequest request, HttpServletResponse response) {
        cookie.present(request).ifPresent(present -> {
            signIns.end(present.account(), present.id());
            signIns.log(present.account(), SignIns.Event.SIGNED_OUT, Origin.of(request));
        });
        cookie.take(response);
        return "redirect:/signed-out";
    }

    @GetMapping("/signed-out")
    String signedOut() {
        return "signed-out";
    }

    private Optional<SignIn> halfWay(HttpServletRequest request) {
        return cookie.present(request).filter(signIn -> !signIn.complete());
    }

    private boolean mayTry(String key, Origin origin, HttpServletResponse response, Refusals refusals) {
        return Doors.allowed(
                throttle.charge(Limit.ATTEMPTS_FROM_ADDRESS, origin.network())
                        && throttle.charge(Limit.PASSWORD_HERE, key + ' ' + origin.network())
                        && throttle.charge(Limit.PASSWORD_ANYWHERE, key),
                response,
                refusals);
    }
}
