package org.sanad.identity.oauth;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sanad.identity.IdentitySettings;
import org.sanad.identity.account.Account;
import org.sanad.identity.account.Accounts;
import org.sanad.identity.signin.SignIn;
import org.sanad.identity.signin.SignIns;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.stereotype.Component;

/**
 * Says who a token is about. Access tokens follow RFC 9068: {@code typ} at+jwt, {@code aud} the api, {@code client_id}.
 *
 * <p>The account and the sign-in are read anew for each token: a deleted account, an ended sign-in or a withdrawn factor gives no
 * further token, and a changed name shows at the next exchange.
 */
@Component
class TokenClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {

    private final Accounts accounts;
    private final SignIns signIns;
    private final IdentitySettings settings;

    TokenClaims(Accounts accounts, SignIns signIns, IdentitySettings settings) {
        this.accounts = accounts;
        this.signIns = signIns;
        this.settings = settings;
    }

    @Override
    public void customize(JwtEncodingContext context) {
        if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
            context.getJwsHeader().type("at+jwt");
            context.getClaims()
                    .audience(stored(List.of(settings.audience())))
                    .claim("client_id", context.getRegisteredClient().getClientId());
        }
        Authentication principal = context.getPrincipal();
        var grant = context.getAuthorization();
        if (principal != null && grant != null && principal.getDetails() instanceof String) {
            var account = accounts.find(UUID.fromString(principal.getName()));
            var signIn = signIns.ofGrant(grant.getId());
            if (account.isEmpty() || signIn.isEmpty() || owesSecondFactor(account, signIn)) {
                throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
            }
            describe(context, account.get(), signIn.get());
        }
    }

    private static boolean owesSecondFactor(Optional<Account> account, Optional<SignIn> signIn) {
        return account.filter(Account::staff).isPresent()
                && signIn.filter(s -> s.methods().contains("otp")).isEmpty();
    }

    private static void describe(JwtEncodingContext context, Account account, SignIn signIn) {
        var claims = context.getClaims();
        claims.claim("amr", stored(signIn.amr())).claim("acr", signIn.acr());
        claims.claim("sid", signIn.id().toString());
        claims.claim(IdTokenClaimNames.AUTH_TIME, Date.from(signIn.authenticatedAt()));
        claims.claim("staff", account.staff());
        if (context.getAuthorizedScopes().contains(OidcScopes.PROFILE)) {
            claims.claim("name", account.name()).claim("locale", account.locale());
        }
        if (context.getAuthorizedScopes().contains(OidcScopes.EMAIL)) {
            email(claims, account);
        }
    }

    private static void email(JwtClaimsSet.Builder claims, Account account) {
        var email = account.email();
        if (email != null) {
            claims.claim("email", email).claim("email_verified", true);
        }
    }

    /** Claims are kept with the grant by a mapper that takes only lists it knows. */
    private static List<String> stored(List<String> values) {
        return new ArrayList<>(values);
    }
}
