package org.sanad.standalone.demo;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.sanad.api.platform.security.Actor;
import org.sanad.identity.DemoAccounts;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import reactor.util.context.Context;

/** The demo's accounts as the api knows them. */
record DemoPeople(String issuer) {

    /** The account that shows a role. */
    static DemoAccounts.Demo account(String role) {
        return DemoAccounts.ALL.stream()
                .filter(account -> account.role().equals(role))
                .findFirst()
                .orElseThrow();
    }

    /** Lets a chain run as if the account of a role had asked for it, signed in. */
    Function<Context, Context> acting(String role) {
        var actor = actor(role);
        var signedIn = UsernamePasswordAuthenticationToken.authenticated(actor.id(), "", List.of());
        return context -> context.put(Actor.KEY, actor)
                .putAll(ReactiveSecurityContextHolder.withAuthentication(signedIn)
                        .readOnly());
    }

    /** Who acts where the account of a role does. */
    Actor actor(String role) {
        return actor(account(role));
    }

    Actor actor(DemoAccounts.Demo account) {
        return Actor.of(issuer, account.id().toString(), false, Set.of(), account.name(), account.email())
                .withTwoFactors();
    }
}
