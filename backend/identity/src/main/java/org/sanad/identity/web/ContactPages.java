package org.sanad.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.sanad.identity.IdentitySettings;
import org.sanad.identity.account.Account;
import org.sanad.identity.account.Accounts;
import org.sanad.identity.account.Identifier;
import org.sanad.identity.account.Verification;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * Changing the e-mail address or the phone number, one like the other. The new one counts once a code sent to it was given here; the
 * old address hears of it. An address that another account has gets no code, and the page doesn't tell.
 */
@Controller
@RequestMapping("/account/{kind:email|phone}")
class ContactPages {

    private static final Duration VALID = Duration.ofMinutes(30);

    private final Accounts accounts;
    private final Verifications verifications;
    private final Codes codes;
    private final SignIns signIns;
    private final Post post;
    private final Doors doors;
    private final Languages languages;
    private final IdentitySettings settings;

    ContactPages(
            Accounts accounts,
            Verifications verifications,
            Codes codes,
            SignIns signIns,
            Post post,
            Doors doors,
            Languages languages,
            IdentitySettings settings) {
        this.accounts = accounts;
        this.verifications = verifications;
        this.codes = codes;
        this.signIns = signIns;
        this.post = post;
        this.doors = doors;
        this.languages = languages;
        this.settings = settings;
    }

    @GetMapping
    String form(@PathVariable String kind, HttpServletRequest request, Model model) {
        offered(kind);
        return form(kind, "", doors.account(request), model);
    }

    @PostMapping
    String send(
            @PathVariable String kind,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String phone,
            @ModelAttribute("refusals") Refusals refusals,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        offered(kind);
        var account = doors.account(request);
        Optional<? extends Identifier> typed = mail(kind) ? Typed.email(email, refusals) : Typed.phone(phone, refusals);
        if (typed.isEmpty() || !doors.maySend(typed.get().key(), request, response, refusals)) {
            return Doors.refused(form(kind, mail(kind) ? email : phone, account, model), response);
        }
        var target = typed.get().written();
        var begun = verifications.begin(purpose(kind), account.id(), target, VALID);
        if (accounts.find(typed.get())
                .map(Account::id)
                .filter(owner -> !owner.equals(account.id()))
                .isEmpty()) {
            var language = languages.of(request).tag();
            if (mail(kind)) {
                post.mail(language, target, "email_change", account.name(), begun.code());
            } else {
                post.sms(language, target, "phone_change", begun.code());
            }
        }
        return "redirect:/account/" + kind + "/verify?v=" + begun.id();
    }

    @GetMapping("/verify")
    String codeForm(@PathVariable String kind, @RequestParam UUID v, HttpServletRequest request, Model model) {
        if (own(kind, v, doors.account(request)).isEmpty()) {
            return "redirect:/account/" + kind;
        }
        codes.show(purpose(kind), v, model);
        return "contact-verify";
    }

    @PostMapping("/verify")
    String code(
            @PathVariable String kind,
            @RequestParam UUID v,
            @RequestParam(defaultValue = "") String code,
            @ModelAttribute("refusals") Refusals refusals,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var account = doors.account(request);
        // somebody else's proof is none, whatever the code
        var proved = own(kind, v, account)
                .flatMap(own -> codes.prove(purpose(kind), v, code, request, response, refusals))
                .filter(proof -> verifications.use(v) && keep(kind, proof.target(), account, request));
        if (proved.isPresent()) {
            return "redirect:/account?notice=" + kind;
        }
        if (!refusals.isAny()) {
            refusals.add("code", "code.over");
        }
        codes.show(purpose(kind), v, model);
        return Doors.refused("contact-verify", response);
    }

    /** Writes the proved address down and tells the old one; false where another account took it meanwhile. */
    private boolean keep(String kind, String target, Account account, HttpServletRequest request) {
        var kept = mail(kind) ? accounts.setEmail(account.id(), target) : accounts.setPhone(account.id(), target);
        if (kept) {
            signIns.log(
                    account.id(),
                    mail(kind) ? SignIns.Event.EMAIL_CHANGED : SignIns.Event.PHONE_CHANGED,
                    Origin.of(request));
            if (account.email() != null) {
                post.mail(account.locale(), account.email(), kind + "_changed", account.name(), target);
            }
        }
        return kept;
    }

    private static String form(String kind, String typed, Account account, Model model) {
        model.addAttribute("present", mail(kind) ? account.email() : account.phone());
        model.addAttribute("typed", typed);
        return "contact";
    }

    private Optional<Verification> own(String kind, UUID v, Account account) {
        return verifications.find(purpose(kind), v).filter(found -> account.id().equals(found.account()));
    }

    private static boolean mail(String kind) {
        return kind.equals("email");
    }

    private static Purpose purpose(String kind) {
        return mail(kind) ? Purpose.EMAIL_CHANGE : Purpose.PHONE_CHANGE;
    }

    private void offered(String kind) {
        if (!mail(kind) && !settings.phoneOffered()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }
}
