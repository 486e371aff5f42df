package org.sanad.identity;

import org.sanad.identity.account.Accounts;
import org.sanad.identity.account.SecondFactors;
import org.sanad.identity.crypto.Passwords;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Makes the demo accounts once, in the embedded default. One that exists is left as it is: its bearer may have changed it. */
@Component
class DemoBootstrap {

    private final Accounts accounts;
    private final SecondFactors factors;
    private final Passwords passwords;
    private final IdentitySettings settings;

    DemoBootstrap(Accounts accounts, SecondFactors factors, Passwords passwords, IdentitySettings settings) {
        this.accounts = accounts;
        this.factors = factors;
        this.passwords = passwords;
        this.settings = settings;
    }

    @EventListener(ApplicationReadyEvent.class)
    void make() {
        if (settings.withDemo()) {
            DemoAccounts.ALL.stream()
                    .filter(demo -> accounts.find(demo.id()).isEmpty())
                    .forEach(this::make);
        }
    }

    private void make(DemoAccounts.Demo demo) {
        var opened = accounts.open(
                demo.id(),
                demo.name(),
                demo.email(),
                null,
                passwords.hash(demo.password()),
                demo.locale(),
                demo.staff());
        if (opened.isPresent() && demo.staff()) {
            factors.set(demo.id(), demo.totpSecret());
        }
    }
}
