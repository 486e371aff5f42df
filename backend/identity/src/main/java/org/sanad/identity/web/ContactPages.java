package org.sanad.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.identity.IdentitySettings;
import org.sanad.identity.account.Account;
import org.sanad.identity.account.Accounts;
import org.sanad.identity.account.Verification;
import org.sanad.identity.account.Verification.Outcome;
import org.sanad.identity.account.Verification.Purpose;
import org.sanad.identity.account.Verifications;
import org.sanad.identity.post.Post;
import org.sanad.identity.signin.Origin;
import org.sanad.identity.signin.SignIns;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * Changing the e-mail address or the phone number. The new one counts once a code sent to it was given here; the old address hears
 * of it. An address that another account has gets no code, and the page doesn't tell.
 */
@Controller
@RequestMapping("/account")
class ContactPages {

    private static final Duration VALID = Duration.ofMinutes(30);

    private final Accounts accounts;
    private final Verifications verifications;
    private final SignIns signIns;
    private final Post post;
    private final Doors doors;
    private final Languages languages;
    private final IdentitySettings settings;

    ContactPages(
            Accounts accounts,
            Verifications verifications,
            SignIns signIns,
            Post post,
            Doors doors,
            Languages languages,
            IdentitySettings settings) {
        this.accounts = accounts;
        this.verifications = verifications;
        this.signIns = signIns;
        this.post = post;
        this.doors = doors;
        this.languages = languages;
        this.settings = settings;
    }

    @GetMapping("/email")
    String emailForm(HttpServletRequest request, Model model) {
        model.addAttribute("account", doors.account(request));
        model.addAttribute("email", "");
        return "email";
    }

    @PostMapping("/email")
    String sendToEmail(
            @RequestParam(defaultValue = "") String email,
            @ModelAttribute("refusals") Refusals refusals,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var account = doors.account(request);
        var address = Typed.email(email, refusals);
        if (address.isPresent() && doors.maySend(address.get().key(), request, response, refusals)) {
            var begun = verifications.begin(
                    Purpose.EMAIL_CHANGE, account.id(), address.get().address(), VALID);
            var owner = accounts.find(address.get());
            if (owner.isEmpty() || owner.get().id().equals(account.id())) {
                post.mail(
                        languages.of(request).tag(),
                        address.get().address(),
                        "email_change",
                        account.name(),
                        begun.code());
            }
            return "redirect:/account/email/verify?v=" + begun.id();
        }
        model.addAttribute("account", account);
        model.addAttribute("email", email);
        return Doors.refused("email", response);
    }

    @GetMapping("/email/verify")
    String emailCodeForm(@RequestParam UUID v, HttpServletRequest request, Model model) {
        return codeForm(Purpose.EMAIL_CHANGE, v, "email", request, model);
    }

    @PostMapping("/email/verify")
    String emailCode(
            @RequestParam UUID v,
            @RequestParam(defaultValue = "") String code,
            @ModelAttribute("refusals") Refusals refusals,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var account = doors.account(request);
        var proved = prove(Purpose.EMAIL_CHANGE, v, code, account, request, response, refusals);
        if (proved != null && verifications.use(v)) {
            if (accounts.setEmail(account.id(), proved.target())) {
                signIns.log(account.id(), SignIns.Event.EMAIL_CHANGED, Origin.of(request));
                if (account.email() != null) {
                    post.mail(account.locale(), account.email(), "email_changed", account.name(), proved.target());
                }
                return "redirect:/account?notice=email";
            }
            refusals.add("code", "code.over");
        }
        fill(Purpose.EMAIL_CHANGE, v, "email", model);
        return Doors.refused("contact-verify", response);
    }

    @GetMapping("/phone")
    String phoneForm(HttpServletRequest request, Model model) {
        offered();
        model.addAttribute("account", doors.account(request));
        model.addAttribute("phone", "");
        return "phone-change";
    }

    @PostMapping("/phone")
    String sendToPhone(
            @RequestParam(defaultValue = "") String phone,
            @ModelAttribute("refusals") Refusals refusals,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        offered();
        var account = doors.account(request);
        var number = Typed.phone(phone, refusals);
        if (number.isPresent() && doors.maySend(number.get().key(), request, response, refusals)) {
            var begun = verifications.begin(
                    Purpose.PHONE_CHANGE, account.id(), number.get().number(), VALID);
            var owner = accounts.find(number.get());
            if (owner.isEmpty() || owner.get().id().equals(account.id())) {
                post.sms(languages.of(request).tag(), number.get().number(), "phone_change", begun.code());
            }
            return "redirect:/account/phone/verify?v=" + begun.id();
        }
        model.addAttribute("account", account);
        model.addAttribute("phone", phone);
        return Doors.refused("phone-change", response);
    }

    @GetMapping("/phone/verify")
    String phoneCodeForm(@RequestParam UUID v, HttpServletRequest request, Model model) {
        return codeForm(Purpose.PHONE_CHANGE, v, "phone", request, model);
    }

    @PostMapping("/phone/verify")
    String phoneCode(
            @RequestParam UUID v,
            @RequestParam(defaultValue = "") String code,
            @ModelAttribute("refusals") Refusals refusals,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var account = doors.account(request);
        var proved = prove(Purpose.PHONE_CHANGE, v, code, account, request, response, refusals);
        if (proved != null && verifications.use(v)) {
            if (accounts.setPhone(account.id(), proved.target())) {
                signIns.log(account.id(), SignIns.Event.PHONE_CHANGED, Origin.of(request));
                if (account.email() != null) {
                    post.mail(account.locale(), account.email(), "phone_changed", account.name(), proved.target());
                }
                return "redirect:/account?notice=phone";
            }
            refusals.add("code", "code.over");
        }
        fill(Purpose.PHONE_CHANGE, v, "phone", model);
        return Doors.refused("contact-verify", response);
    }

    private String codeForm(Purpose purpose, UUID v, String kind, HttpServletRequest request, Model model) {
        var account = doors.account(request);
        var proof = verifications.find(purpose, v).filter(found -> account.id().equals(found.account()));
        if (proof.isEmpty()) {
            return "redirect:/account/" + kind;
        }
        fill(purpose, v, kind, model);
        return "contact-verify";
    }

    private @Nullable Verification prove(
            Purpose purpose,
            UUID v,
            String code,
            Account account,
            HttpServletRequest request,
            HttpServletResponse response,
            Refusals refusals) {
        var own = verifications.find(purpose, v).filter(found -> account.id().equals(found.account()));
        if (code.isBlank()) {
            refusals.add("code", "code.empty");
        } else if (own.isEmpty()) {
            refusals.add("code", "code.over");
        } else if (doors.mayTry(request, response, refusals)) {
            switch (verifications.prove(purpose, v, code)) {
                case Outcome.Proved proved -> {
                    return proved.verification();
                }
                case Outcome.Wrong wrong -> refusals.add("code", "code.wrong_left", wrong.attemptsLeft());
                case Outcome.Over over -> refusals.add("code", "code.over");
            }
        }
        return null;
    }

    private void fill(Purpose purpose, UUID v, String kind, Model model) {
        model.addAttribute("v", v);
        model.addAttribute("kind", kind);
        model.addAttribute(
                "target",
                verifications.find(purpose, v).map(Verification::target).orElse(""));
    }

    private void offered() {
        if (!settings.phoneOffered()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }
}
