package org.sanad.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.sanad.identity.IdentitySettings;
import org.sanad.identity.account.Account;
import org.sanad.identity.account.Accounts;
import org.sanad.identity.account.Verification.Purpose;
import org.sanad.identity.account.Verifications;
import org.sanad.identity.post.Post;
import org.sanad.identity.signin.Origin;
import org.sanad.identity.signin.SignIns;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Resetting a forgotten password by a link. A new password signs out everywhere; it doesn't stand in for the second factor. */
@Controller
@RequestMapping("/password")
class PasswordPages {

    private static final Duration VALID = Duration.ofMinutes(30);

    private final Accounts accounts;
    private final Verifications verifications;
    private final SignIns signIns;
    private final Post post;
    private final Doors doors;
    private final IdentitySettings settings;

    PasswordPages(
            Accounts accounts,
            Verifications verifications,
            SignIns signIns,
            Post post,
            Doors doors,
            IdentitySettings settings) {
        this.accounts = accounts;
        this.verifications = verifications;
        this.signIns = signIns;
        this.post = post;
        this.doors = doors;
        this.settings = settings;
    }

    @GetMapping("/forgot")
    String form(@RequestParam(defaultValue = "") String email, Model model) {
        model.addAttribute("email", email);
        return "password-forgot";
    }

    @PostMapping("/forgot")
    String send(
            @RequestParam(defaultValue = "") String email,
            @ModelAttribute("refusals") Refusals refusals,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var address = Typed.email(email, refusals);
        model.addAttribute("email", email);
        if (address.isEmpty() || !doors.maySend(address.get().key(), request, response, refusals)) {
            return Doors.refused("password-forgot", response);
        }
        var account = accounts.find(address.get());
        // begun for nobody as well: the answer takes as long
        var begun = verifications.begin(
                Purpose.PASSWORD_RESET,
                account.map(Account::id).orElse(null),
                address.get().address(),
                VALID);
        account.ifPresent(found -> post.mail(
                found.locale(),
                address.get().address(),
                "password_reset",
                found.name(),
                settings.issuer() + "/password/reset?link=" + begun.link()));
        return "password-sent";
    }

    @GetMapping("/reset")
    String resetForm(@RequestParam(defaultValue = "") String link, Model model) {
        model.addAttribute("link", link);
        return verifications.byLink(Purpose.PASSWORD_RESET, link).isPresent() ? "password-reset" : "link-over";
    }

    @PostMapping("/reset")
    String reset(
            @RequestParam(defaultValue = "") String link,
            @RequestParam(defaultValue = "") String password,
            @ModelAttribute("refusals") Refusals refusals,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var proof = verifications.byLink(Purpose.PASSWORD_RESET, link);
        var id = proof.map(found -> found.account()).orElse(null);
        var account = id == null ? null : accounts.find(id).orElse(null);
        if (proof.isEmpty() || account == null) {
            return "link-over";
        }
        Typed.newPassword(password, proof.get().target(), refusals);
        if (refusals.isAny()) {
            model.addAttribute("link", link);
            return Doors.refused("password-reset", response);
        }
        if (!verifications.use(proof.get().id())) {
            return "link-over";
        }
        accounts.setPassword(account.id(), password);
        signIns.endAll(account.id(), null);
        signIns.log(account.id(), SignIns.Event.PASSWORD_RESET, Origin.of(request));
        if (account.email() != null) {
            post.mail(
                    account.locale(),
                    account.email(),
                    "password_changed",
                    account.name(),
                    settings.issuer() + "/password/forgot");
        }
        return "redirect:/sign-in?notice=reset";
    }
}
