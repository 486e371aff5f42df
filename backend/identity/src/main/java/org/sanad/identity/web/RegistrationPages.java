package org.sanad.identity.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sanad.identity.IdentitySettings;
import org.sanad.identity.account.Account;
import org.sanad.identity.account.Accounts;
import org.sanad.identity.account.Identifier;
import org.sanad.identity.account.Verification;
import org.sanad.identity.account.Verification.Purpose;
import org.sanad.identity.account.Verifications;
import org.sanad.identity.crypto.Passwords;
import org.sanad.identity.post.Post;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriUtils;

/**
 * Registering. There is no account until its e-mail address is confirmed, by the code or by the link: nobody can occupy another's
 * address. An address that has an account gets the same page, and a mail that says so.
 *
 * <p>The code proves the browser too, so it signs in. The link does so only in the browser that began: elsewhere a stranger's
 * password could be behind it, and the person signs in by themselves.
 */
@Controller
@RequestMapping("/register")
class RegistrationPages {

    private static final Duration VALID = Duration.ofHours(24);
    private static final String BROWSER = "sanad-identity-registration";

    private final Accounts accounts;
    private final Verifications verifications;
    private final Codes codes;
    private final Passwords passwords;
    private final Post post;
    private final Doors doors;
    private final Languages languages;
    private final IdentitySettings settings;

    RegistrationPages(
            Accounts accounts,
            Verifications verifications,
            Codes codes,
            Passwords passwords,
            Post post,
            Doors doors,
            Languages languages,
            IdentitySettings settings) {
        this.accounts = accounts;
        this.verifications = verifications;
        this.codes = codes;
        this.passwords = passwords;
        this.post = post;
        this.doors = doors;
        this.languages = languages;
        this.settings = settings;
    }

    @GetMapping
    String form(ReturnTo way, Model model) {
        model.addAttribute("name", "");
        model.addAttribute("email", "");
        return "register";
    }

    @PostMapping
    String register(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String password,
            ReturnTo way,
            @ModelAttribute("refusals") Refusals refusals,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var clean = Typed.name(name, refusals);
        var address = Typed.email(email, refusals);
        Typed.newPassword(password, email, refusals);
        if (!refusals.isAny()
                && address.isPresent()
                && doors.maySend(address.get().key(), request, response, refusals)) {
            return begin(clean, address.get(), passwords.hash(password), way, request, response);
        }
        model.addAttribute("name", name);
        model.addAttribute("email", email);
        return Doors.refused("register", response);
    }

    @GetMapping("/verify")
    String codeForm(
            @RequestParam UUID v, @RequestParam(required = false) @Nullable String resent, ReturnTo way, Model model) {
        if (verifications.find(Purpose.REGISTRATION, v).isEmpty()) {
            return Doors.page("/register", way);
        }
        codes.show(Purpose.REGISTRATION, v, model);
        model.addAttribute("resent", resent != null);
        return "register-verify";
    }

    @PostMapping("/verify")
    String code(
            @RequestParam UUID v,
            @RequestParam(defaultValue = "") String code,
            ReturnTo way,
            @ModelAttribute("refusals") Refusals refusals,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var proved = codes.prove(Purpose.REGISTRATION, v, code, request, response, refusals);
        if (proved.isPresent()) {
            var account = open(proved.get(), request);
            if (account.isPresent()) {
                return doors.open(account.get(), "pwd", way, request, response);
            }
            refusals.add("code", "code.over");
        }
        codes.show(Purpose.REGISTRATION, v, model);
        return Doors.refused("register-verify", response);
    }

    @PostMapping("/resend")
    String resend(
            @RequestParam UUID v,
            ReturnTo way,
            @ModelAttribute("refusals") Refusals refusals,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var proof = verifications.find(Purpose.REGISTRATION, v);
        if (proof.isEmpty() || proof.get().name() == null || proof.get().password() == null) {
            return Doors.page("/register", way);
        }
        var address = new Identifier.Email(proof.get().target());
        if (doors.maySend(address.key(), request, response, refusals)) {
            return begin(proof.get().name(), address, proof.get().password(), way, request, response) + "&resent=1";
        }
        codes.show(Purpose.REGISTRATION, v, model);
        return Doors.refused("register-verify", response);
    }

    @GetMapping("/confirm")
    String confirmForm(@RequestParam(defaultValue = "") String link, Model model) {
        var proof = verifications.byLink(Purpose.REGISTRATION, link);
        if (proof.isEmpty()) {
            return "link-over";
        }
        model.addAttribute("link", link);
        model.addAttribute("target", proof.get().target());
        return "register-confirm";
    }

    @PostMapping("/confirm")
    String confirm(
            @RequestParam(defaultValue = "") String link, HttpServletRequest request, HttpServletResponse response) {
        var proof = verifications.byLink(Purpose.REGISTRATION, link);
        var account = proof.flatMap(found -> open(found, request));
        if (proof.isEmpty() || account.isEmpty()) {
            return "link-over";
        }
        var way = ReturnTo.of(proof.get().returnTo());
        if (began(request, proof.get().id())) {
            return doors.open(account.get(), "pwd", way, request, response);
        }
        return "redirect:/sign-in?notice=confirmed&login_hint="
                + UriUtils.encode(proof.get().target(), UTF_8);
    }

    private String begin(
            String name,
            Identifier.Email email,
            String passwordHash,
            ReturnTo way,
            HttpServletRequest request,
            HttpServletResponse response) {
        var language = languages.of(request).tag();
        var begun =
                verifications.begin(Purpose.REGISTRATION, null, email.address(), VALID, name, passwordHash, way.path());
        var existing = accounts.find(email);
        if (existing.isPresent()) {
            post.mail(
                    existing.get().locale(),
                    email.address(),
                    "registered_already",
                    existing.get().name(),
                    settings.issuer() + "/sign-in",
                    settings.issuer() + "/password/forgot");
        } else {
            post.mail(
                    language,
                    email.address(),
                    "registration",
                    name,
                    begun.code(),
                    settings.issuer() + "/register/confirm?link=" + begun.link());
        }
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(BROWSER, begun.id().toString())
                        .path("/identity/register")
                        .httpOnly(true)
                        .secure(settings.https())
                        .sameSite("Lax")
                        .maxAge(VALID)
                        .build()
                        .toString());
        return Doors.page("/register/verify?v=" + begun.id(), way);
    }

    private Optional<Account> open(Verification proof, HttpServletRequest request) {
        var name = proof.name();
        return name != null && verifications.use(proof.id())
                ? accounts.open(
                        name,
                        proof.target(),
                        null,
                        proof.password(),
                        languages.of(request).tag())
                : Optional.empty();
    }

    private static boolean began(HttpServletRequest request, UUID proof) {
        Cookie[] cookies = request.getCookies();
        return Stream.ofNullable(cookies)
                .flatMap(Arrays::stream)
                .anyMatch(cookie ->
                        cookie.getName().equals(BROWSER) && cookie.getValue().equals(proof.toString()));
    }
}
