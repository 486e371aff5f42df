package org.sanad.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.UUID;
import org.sanad.identity.IdentitySettings;
import org.sanad.identity.account.Account;
import org.sanad.identity.account.Accounts;
import org.sanad.identity.account.Identifier;
import org.sanad.identity.account.Verification.Purpose;
import org.sanad.identity.account.Verifications;
import org.sanad.identity.post.Post;
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
 * Signing in with a phone number and a code sent to it. A number that nobody has yet gets a code too, and then a name is asked: so
 * people without e-mail have an account, and nobody learns from the first page who has one.
 */
@Controller
@RequestMapping("/sign-in")
class PhonePages {

    private static final Duration VALID = Duration.ofMinutes(10);

    private final Accounts accounts;
    private final Verifications verifications;
    private final Codes codes;
    private final Post post;
    private final Doors doors;
    private final Languages languages;
    private final IdentitySettings settings;

    PhonePages(
            Accounts accounts,
            Verifications verifications,
            Codes codes,
            Post post,
            Doors doors,
            Languages languages,
            IdentitySettings settings) {
        this.accounts = accounts;
        this.verifications = verifications;
        this.codes = codes;
        this.post = post;
        this.doors = doors;
        this.languages = languages;
        this.settings = settings;
    }

    @GetMapping("/phone")
    String form(ReturnTo way, Model model) {
        offered();
        model.addAttribute("phone", "");
        return "phone";
    }

    @PostMapping("/phone")
    String send(
            @RequestParam(defaultValue = "") String phone,
            ReturnTo way,
            @ModelAttribute("refusals") Refusals refusals,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        offered();
        var number = Typed.phone(phone, refusals);
        if (number.isPresent() && doors.maySend(number.get().key(), request, response, refusals)) {
            var account = accounts.find(number.get());
            var begun = verifications.begin(
                    Purpose.PHONE_SIGN_IN,
                    account.map(Account::id).orElse(null),
                    number.get().number(),
                    VALID);
            post.sms(languages.of(request).tag(), number.get().number(), "sign_in", begun.code());
            return Doors.page("/sign-in/code?v=" + begun.id(), way);
        }
        model.addAttribute("phone", phone);
        return Doors.refused("phone", response);
    }

    @GetMapping("/code")
    String codeForm(@RequestParam UUID v, ReturnTo way, Model model) {
        if (verifications.find(Purpose.PHONE_SIGN_IN, v).isEmpty()) {
            return Doors.page("/sign-in/phone", way);
        }
        codes.show(Purpose.PHONE_SIGN_IN, v, model);
        return "phone-code";
    }

    @PostMapping("/code")
    String code(
            @RequestParam UUID v,
            @RequestParam(defaultValue = "") String code,
            ReturnTo way,
            @ModelAttribute("refusals") Refusals refusals,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var proved = codes.prove(Purpose.PHONE_SIGN_IN, v, code, request, response, refusals);
        if (proved.isPresent()) {
            var account = accounts.find(new Identifier.Phone(proved.get().target()));
            if (account.isEmpty()) {
                return Doors.page("/sign-in/name?v=" + v, way);
            }
            verifications.use(v);
            return doors.open(account.get(), "sms", way, request, response);
        }
        codes.show(Purpose.PHONE_SIGN_IN, v, model);
        return Doors.refused("phone-code", response);
    }

    @GetMapping("/name")
    String nameForm(@RequestParam UUID v, ReturnTo way, Model model) {
        model.addAttribute("v", v);
        model.addAttribute("name", "");
        return "phone-name";
    }

    @PostMapping("/name")
    String name(
            @RequestParam UUID v,
            @RequestParam(defaultValue = "") String name,
            ReturnTo way,
            @ModelAttribute("refusals") Refusals refusals,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var proof = verifications.find(Purpose.PHONE_SIGN_IN, v).filter(found -> found.proved());
        if (proof.isEmpty()) {
            return Doors.page("/sign-in/phone", way);
        }
        var clean = Typed.name(name, refusals);
        if (!refusals.isAny() && verifications.use(v)) {
            var account = accounts.open(
                    clean,
                    null,
                    proof.get().target(),
                    null,
                    languages.of(request).tag());
            return account.isPresent()
                    ? doors.open(account.get(), "sms", way, request, response)
                    : Doors.page("/sign-in/phone", way);
        }
        model.addAttribute("v", v);
        model.addAttribute("name", name);
        return Doors.refused("phone-name", response);
    }

    private void offered() {
        if (!settings.phoneOffered()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }
}
