package org.sanad.identity.oauth;

import org.sanad.identity.account.Accounts;
import org.sanad.identity.account.Throttle;
import org.sanad.identity.account.Verifications;
import org.sanad.identity.post.Outbox;
import org.sanad.identity.signin.SignIns;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Prepares what the issuer needs before it answers, and every hour forgets what is over. */
@Component
class Housekeeping {

    private final Clients clients;
    private final SigningKeys keys;
    private final Grants grants;
    private final SignIns signIns;
    private final Accounts accounts;
    private final Verifications verifications;
    private final Throttle throttle;
    private final Outbox outbox;

    Housekeeping(
            Clients clients,
            SigningKeys keys,
            Grants grants,
            SignIns signIns,
            Accounts accounts,
            Verifications verifications,
            Throttle throttle,
            Outbox outbox) {
        this.clients = clients;
        this.keys = keys;
        this.grants = grants;
        this.signIns = signIns;
        this.accounts = accounts;
        this.verifications = verifications;
        this.throttle = throttle;
        this.outbox = outbox;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void prepare() {
        keys.rotate();
        clients.registerApp();
        accounts.flagStaff();
    }

    @Scheduled(initialDelay = 3_600_000, fixedDelay = 3_600_000)
    void forget() {
        keys.rotate();
        grants.forget();
        signIns.forget();
        verifications.forget();
        throttle.forget();
        outbox.forget();
    }
}
