package org.sanad.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.sanad.identity.account.Account;
import org.sanad.identity.account.Accounts;
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

/** Setting up an authenticator app: by choice from the account, or by duty on the way in, for staff. */
@Controller
class AuthenticatorPages {

    private final Accounts accounts;
    private final SecondFactors factors;
    private final SignIns signIns;
    private final SignInCookie cookie;
    private final Throttle throttle;
    private final Doors doors;

    AuthenticatorPages(
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

    @GetMapping("/sign-in/authenticator")
    String dutyForm(ReturnTo way, HttpServletRequest request, Model model) {
        var account = owing(request);
        if (account.isEmpty()) {
            return Doors.page("/sign-in", way);
        }
        return enrol(account.get(), "/sign-in/authenticator", true, way, model);
    }

    @PostMapping("/sign-in/authenticator")
    String duty(
            @RequestParam(defaultValue = "") String code,
            ReturnTo way,
            @ModelAttribute("refusals") Refusals refusals,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var account = owing(request);
        var halfWay = halfWay(request);
        if (account.isEmpty() || halfWay.isEmpty()) {
            return Doors.page("/sign-in", way);
        }
        var codes = confirm(account.get(), code, request, response, refusals);
        if (codes.isEmpty()) {
            return Doors.refused(enrol(account.get(), "/sign-in/authenticator", true, way, model), response);
        }
        return doors.complete(account.get(), halfWay.get(), request, response)
                ? show(codes.get(), way, model)
                : Doors.page("/sign-in", way);
    }

    @GetMapping("/account/authenticator")
    String form(ReturnTo way, HttpServletRequest request, Model model) {
        var account = doors.account(request);
        if (account.totp() && way.toApp()) {
            // set up in another browser meanwhile: this one proves it by signing in again
            return Doors.page("/sign-in?again=1", way);
        }
        if (account.totp()) {
            model.addAttribute("account", account);
            model.addAttribute("codesLeft", factors.codesLeft(account.id()));
            return "authenticator";
        }
        return enrol(account, "/account/authenticator", way.toApp(), way, model);
    }

    @PostMapping("/account/authenticator")
    String set(
            @RequestParam(defaultValue = "") String code,
            ReturnTo way,
            @ModelAttribute("refusals") Refusals refusals,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var account = doors.account(request);
        if (account.totp()) {
            return "redirect:/account/authenticator";
        }
        var codes = confirm(account, code, request, response, refusals);
        if (codes.isEmpty()) {
            return Doors.refused(enrol(account, "/account/authenticator", way.toApp(), way, model), response);
        }
        doors.strengthen(account, request, response);
        return show(codes.get(), way, model);
    }

    @PostMapping("/account/authenticator/off")
    String off(HttpServletRequest request) {
        var account = doors.account(request);
        if (!factors.disable(account.id())) {
            return "redirect:/account/authenticator";
        }
        signIns.log(account.id(), SignIns.Event.TOTP_DISABLED, Origin.of(request));
        return "redirect:/account?notice=authenticator-off";
    }

    @PostMapping("/account/authenticator/codes")
    String renew(HttpServletRequest request, Model model) {
        var account = doors.account(request);
        if (!account.totp()) {
            return "redirect:/account/authenticator";
        }
        var codes = factors.renew(account.id());
        signIns.log(account.id(), SignIns.Event.RECOVERY_CODES_RENEWED, Origin.of(request));
        return show(codes, new ReturnTo("/account"), model);
    }

    private Optional<List<String>> confirm(
            Account account, String code, HttpServletRequest request, HttpServletResponse response, Refusals refusals) {
        if (code.isBlank()) {
            refusals.add("code", "code.empty");
            return Optional.empty();
        }
        if (!Doors.allowed(throttle.charge(Limit.SECOND_FACTOR, account.id().toString()), response, refusals)) {
            return Optional.empty();
        }
        var codes = factors.confirm(account.id(), code);
        if (codes.isEmpty()) {
            refusals.add("code", "code.wrong");
        } else {
            throttle.refund(Limit.SECOND_FACTOR, account.id().toString());
            signIns.log(account.id(), SignIns.Event.TOTP_ENABLED, Origin.of(request));
        }
        return codes;
    }

    private String enrol(Account account, String action, boolean duty, ReturnTo way, Model model) {
        var secret = factors.enrolling(account.id());
        if (secret.isEmpty()) {
            return Doors.page("/sign-in/second", way);
        }
        model.addAttribute("secret", secret.get().replaceAll("(.{4})(?!$)", "$1 "));
        model.addAttribute("qr", QrCode.of(QrCode.enrolment(account.identifier(), secret.get())));
        model.addAttribute("duty", duty);
        model.addAttribute("action", action);
        return "authenticator-set";
    }

    private static String show(List<String> codes, ReturnTo way, Model model) {
        model.addAttribute("codes", codes);
        PageModel.once(model);
        model.addAttribute("way", way.path());
        return "recovery-codes";
    }

    private Optional<SignIn> halfWay(HttpServletRequest request) {
        return cookie.present(request).filter(signIn -> !signIn.complete());
    }

    private Optional<Account> owing(HttpServletRequest request) {
        return halfWay(request)
                .flatMap(signIn -> accounts.find(signIn.account()))
                .filter(account -> !account.totp());
    }
}
