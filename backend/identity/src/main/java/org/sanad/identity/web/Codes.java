package org.sanad.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;
import org.sanad.identity.account.Verification;
import org.sanad.identity.account.Verification.Outcome;
import org.sanad.identity.account.Verification.Purpose;
import org.sanad.identity.account.Verifications;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The step in which a person types the code that was sent to an address: the same for every purpose. */
@Component
class Codes {

    private final Verifications verifications;
    private final Doors doors;

    Codes(Verifications verifications, Doors doors) {
        this.verifications = verifications;
        this.doors = doors;
    }

    /** Tells the page which proof it is about and where the code went. */
    void show(Purpose purpose, UUID v, Model model) {
        model.addAttribute("v", v);
        model.addAttribute(
                "target",
                verifications.find(purpose, v).map(Verification::target).orElse(""));
    }

    /** Tries a code. Empty when it was refused; the refusals then say why. */
    Optional<Verification> prove(
            Purpose purpose,
            UUID v,
            String code,
            HttpServletRequest request,
            HttpServletResponse response,
            Refusals refusals) {
        if (code.isBlank()) {
            refusals.add("code", "code.empty");
        } else if (doors.mayTry(request, response, refusals)) {
            switch (verifications.prove(purpose, v, code)) {
                case Outcome.Proved(var verification) -> {
                    return Optional.of(verification);
                }
                case Outcome.Wrong(int left) -> refusals.add("code", "code.wrong_left", left);
                case Outcome.Over() -> refusals.add("code", "code.over");
            }
        }
        return Optional.empty();
    }
}
