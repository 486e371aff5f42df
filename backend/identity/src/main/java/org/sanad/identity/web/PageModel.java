package org.sanad.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.sanad.identity.IdentitySettings;
import org.sanad.identity.account.Account;
import org.sanad.identity.account.Accounts;
import org.sanad.identity.signin.SignInCookie;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.util.UriUtils;

/** What every page shows: language, direction, the way to the other languages, and who is signed in. */
@Component
@ControllerAdvice
class PageModel {

    private final Languages languages;
    private final SignInCookie cookie;
    private final Accounts accounts;
    private final IdentitySettings settings;

    PageModel(Languages languages, SignInCookie cookie, Accounts accounts, IdentitySettings settings) {
        this.languages = languages;
        this.cookie = cookie;
        this.accounts = accounts;
        this.settings = settings;
    }

    /** A link to the same page in another language; null where one stays. */
    public record Switch(String tag, String label, String dir, String href, boolean present) {}

    @ModelAttribute
    void page(HttpServletRequest request, Model model) {
        var language = languages.of(request);
        model.addAttribute("lang", language.tag());
        model.addAttribute("dir", language.dir());
        model.addAttribute("languages", switches(request, language));
        var writing = new Writing(language);
        model.addAttribute("writing", writing);
        model.addAttribute("refusals", new Refusals(writing));
        model.addAttribute("home", settings.publicUrl() + "/" + language.tag() + "/");
        model.addAttribute("embedded", settings.embedded());
        model.addAttribute("phoneOffered", settings.phoneOffered());
        cookie.complete(request)
                .flatMap(signIn -> accounts.find(signIn.account()))
                .map(Account::name)
                .ifPresent(name -> model.addAttribute("personName", name));
    }

    /** Leaves out the way to other languages, where a page shows something once: loaded again it would be gone. */
    static void once(Model model) {
        model.addAttribute("languages", List.of());
    }

    private static List<Switch> switches(HttpServletRequest request, Languages.Language present) {
        var get = request.getMethod().equals("GET");
        var query = request.getQueryString();
        var kept = Arrays.stream((get && query != null ? query : "").split("&", -1))
                .filter(pair -> !pair.isEmpty() && !pair.startsWith("lang=") && !pair.startsWith("ui_locales="))
                .collect(Collectors.toCollection(ArrayList::new));
        var way = request.getParameter("continue");
        if (!get && way != null) {
            kept.add("continue=" + UriUtils.encode(way, StandardCharsets.UTF_8));
        }
        var proof = request.getParameter("v");
        if (!get && proof != null) {
            kept.add("v=" + UriUtils.encode(proof, StandardCharsets.UTF_8));
        }
        var rest = kept.isEmpty() ? "" : "&" + String.join("&", kept);
        return Arrays.stream(Languages.Language.values())
                .map(l -> new Switch(
                        l.tag(), l.label(), l.dir(), request.getRequestURI() + "?lang=" + l.tag() + rest, l == present))
                .toList();
    }
}
