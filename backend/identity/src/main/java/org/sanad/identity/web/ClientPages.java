package org.sanad.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanad.identity.IdentitySettings;
import org.sanad.identity.oauth.Clients;
import org.sanad.identity.oauth.Clients.Outcome;
import org.sanad.identity.signin.Origin;
import org.sanad.identity.signin.SignIns;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where partners make the programs that call the API for them. A secret is shown once. */
@Controller
@RequestMapping("/account/clients")
class ClientPages {

    private final Clients clients;
    private final SignIns signIns;
    private final Doors doors;
    private final IdentitySettings settings;

    ClientPages(Clients clients, SignIns signIns, Doors doors, IdentitySettings settings) {
        this.clients = clients;
        this.signIns = signIns;
        this.doors = doors;
        this.settings = settings;
    }

    @GetMapping
    String list(@RequestParam(required = false) @Nullable String notice, HttpServletRequest request, Model model) {
        model.addAttribute("name", "");
        model.addAttribute("chosen", Set.of());
        model.addAttribute("notice", "revoked".equals(notice) ? notice : null);
        fill(request, model);
        return "clients";
    }

    @PostMapping
    String create(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(name = "scope", required = false) @Nullable Set<String> scopes,
            @ModelAttribute("refusals") Refusals refusals,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var account = doors.account(request);
        var chosen = scopes == null ? Set.<String>of() : scopes;
        var clean = Typed.name(name, refusals);
        if (chosen.isEmpty()) {
            refusals.add("scope", "scope.empty");
        }
        if (!refusals.isAny()) {
            switch (clients.create(account.id(), clean, chosen)) {
                case Outcome.Created created -> {
                    signIns.log(account.id(), SignIns.Event.CLIENT_CREATED, Origin.of(request));
                    return show(created, model);
                }
                case Outcome.UnknownScope unknown -> refusals.add("scope", "scope.unknown");
                case Outcome.TooMany tooMany -> refusals.add("", "clients.too_many", Clients.MOST);
            }
        }
        model.addAttribute("name", name);
        model.addAttribute("chosen", chosen);
        fill(request, model);
        return Doors.refused("clients", response);
    }

    @PostMapping("/revoke")
    String revoke(@RequestParam String id, HttpServletRequest request) {
        var account = doors.account(request);
        if (clients.revoke(account.id(), id)) {
            signIns.log(account.id(), SignIns.Event.CLIENT_REVOKED, Origin.of(request));
        }
        return "redirect:/account/clients?notice=revoked";
    }

    @PostMapping("/secret")
    String renew(@RequestParam String id, HttpServletRequest request, Model model) {
        var account = doors.account(request);
        var renewed = clients.renew(account.id(), id);
        return renewed.isPresent() ? show(renewed.get(), model) : "redirect:/account/clients";
    }

    private String show(Outcome.Created created, Model model) {
        model.addAttribute("client", created.client());
        model.addAttribute("secret", created.secret());
        PageModel.once(model);
        model.addAttribute("tokenEndpoint", settings.issuer() + "/oauth2/token");
        model.addAttribute("scopes", String.join(" ", created.client().scopes()));
        return "client-secret";
    }

    private void fill(HttpServletRequest request, Model model) {
        model.addAttribute("clients", clients.of(doors.account(request).id()));
        model.addAttribute("allScopes", Clients.PARTNER_SCOPES);
    }
}
