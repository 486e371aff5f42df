package org.sanad.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.identity.IdentitySettings;
import org.sanad.identity.account.Account;
import org.sanad.identity.account.Accounts;
import org.sanad.identity.account.SecondFactors;
import org.sanad.identity.post.Post;
import org.sanad.identity.signin.Origin;
import org.sanad.identity.signin.SignInCookie;
import org.sanad.identity.signin.SignIns;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a person keeps with us, and how they change it: name, language, password, sign-ins; and how they leave. */
@Controller
@RequestMapping("/account")
class AccountPages {

    private static final int LOG_LINES = 30;

    private final Accounts accounts;
    private final SecondFactors factors;
    private final SignIns signIns;
    private final SignInCookie cookie;
    private final Post post;
    private final Doors doors;
    private final Languages languages;
    private final IdentitySettings settings;

    AccountPages(
            Accounts accounts,
            SecondFactors factors,
            SignIns signIns,
            SignInCookie cookie,
            Post post,
            Doors doors,
            Languages languages,
            IdentitySettings settings) {
        this.accounts = accounts;
        this.factors = factors;
        this.signIns = signIns;
        this.cookie = cookie;
        this.post = post;
        this.doors = doors;
        this.languages = languages;
        this.settings = settings;
    }

    @GetMapping
    String overview(@RequestParam(required = false) @Nullable String notice, HttpServletRequest request, Model model) {
        var account = doors.account(request);
        model.addAttribute("account", account);
        model.addAttribute("codesLeft", account.totp() ? factors.codesLeft(account.id()) : 0);
        model.addAttribute("signInCount", signIns.ofAccount(account.id()).size());
        model.addAttribute(
                "notice",
                notice != null && notice.matches("profile|email|phone|password|authenticator-off|clients")
                        ? notice
                        : null);
        return "account";
    }

    @GetMapping("/profile")
    String profileForm(HttpServletRequest request, Model model) {
        var account = doors.account(request);
        model.addAttribute("name", account.name());
        model.addAttribute("locale", account.locale());
        return "profile";
    }

    @PostMapping("/profile")
    String profile(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String locale,
            @ModelAttribute("refusals") Refusals refusals,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var account = doors.account(request);
        var clean = Typed.name(name, refusals);
        var language = Languages.Language.of(locale);
        if (language.isEmpty()) {
            refusals.add("locale", "locale.unknown");
        }
        if (!refusals.isAny() && language.isPresent()) {
            accounts.describe(account.id(), clean, language.get().tag());
            languages.remember(response, language.get());
            return "redirect:/account?notice=profile";
        }
        model.addAttribute("name", name);
        model.addAttribute("locale", locale);
        return Doors.refused("profile", response);
    }

    @GetMapping("/password")
    String passwordForm(HttpServletRequest request, Model model) {
        model.addAttribute("account", doors.account(request));
        return "password";
    }

    @PostMapping("/password")
    String password(
            @RequestParam(defaultValue = "") String password,
            @ModelAttribute("refusals") Refusals refusals,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var account = doors.account(request);
        Typed.newPassword(password, account.identifier(), refusals);
        if (refusals.isAny()) {
            model.addAttribute("account", account);
            return Doors.refused("password", response);
        }
        accounts.setPassword(account.id(), password);
        signIns.endAll(account.id(), doors.signIn(request).id());
        signIns.log(account.id(), SignIns.Event.PASSWORD_CHANGED, Origin.of(request));
        if (account.email() != null) {
            post.mail(
                    account.locale(),
                    account.email(),
                    "password_changed",
                    account.name(),
                    settings.issuer() + "/password/forgot");
        }
        return "redirect:/account?notice=password";
    }

    @GetMapping("/sign-ins")
    String signIns(@RequestParam(required = false) @Nullable String notice, HttpServletRequest request, Model model) {
        var present = doors.signIn(request);
        model.addAttribute("present", present.id());
        model.addAttribute(
                "signIns",
                signIns.ofAccount(present.account()).stream().map(Browser::of).toList());
        model.addAttribute(
                "log",
                signIns.log(present.account(), LOG_LINES).stream()
                        .map(Browser.Line::of)
                        .toList());
        model.addAttribute("notice", notice != null && notice.matches("ended|everywhere") ? notice : null);
        return "sign-ins";
    }

    @PostMapping("/sign-ins/end")
    String end(@RequestParam UUID id, HttpServletRequest request, HttpServletResponse response) {
        var present = doors.signIn(request);
        signIns.end(present.account(), id);
        signIns.log(present.account(), SignIns.Event.SIGNED_OUT, Origin.of(request));
        if (id.equals(present.id())) {
            cookie.take(response);
            return "redirect:/signed-out";
        }
        return "redirect:/account/sign-ins?notice=ended";
    }

    @PostMapping("/sign-ins/end-all")
    String endAll(HttpServletRequest request, HttpServletResponse response) {
        var present = doors.signIn(request);
        signIns.endAll(present.account(), null);
        signIns.log(present.account(), SignIns.Event.SIGNED_OUT_EVERYWHERE, Origin.of(request));
        cookie.take(response);
        return "redirect:/sign-in?notice=ended";
    }

    @GetMapping("/delete")
    String deleteForm(HttpServletRequest request, Model model) {
        model.addAttribute("account", doors.account(request));
        return "delete";
    }

    @PostMapping("/delete")
    String delete(
            @RequestParam(required = false) @Nullable String agreed,
            @ModelAttribute("refusals") Refusals refusals,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Account account = doors.account(request);
        if (agreed == null) {
            refusals.add("agreed", "agreed.empty");
            model.addAttribute("account", account);
            return Doors.refused("delete", response);
        }
        signIns.endAll(account.id(), null);
        accounts.delete(account);
        if (account.email() != null) {
            post.mail(account.locale(), account.email(), "deleted", account.name());
        }
        cookie.take(response);
        return "redirect:/goodbye";
    }
}
