package org.sanad.identity.oauth;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.sanad.identity.IdentitySettings;
import org.sanad.identity.SqlTime;
import org.sanad.identity.account.Departures;
import org.sanad.identity.crypto.Secrets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Programs that ask for tokens: the app itself, and those that partners made for themselves. */
@Component
public class Clients {

    /** What a partner's program may be allowed to do: the words of {@code Scope} in the schema, where each is explained. */
    public static final List<String> PARTNER_SCOPES =
            List.of("donations:read", "donations:write", "campaigns:write", "organizations:write", "imports:write");

    /** How many programs one person may have. */
    public static final int MOST = 20;

    private static final Duration ACCESS = Duration.ofMinutes(5);
    private static final Duration REFRESH = Duration.ofDays(30);
    private static final String APP = "00000000-0000-7000-8000-000000000001";

    private final RegisteredClientRepository clients;
    private final JdbcClient sql;
    private final PasswordEncoder secrets;
    private final IdentitySettings settings;
    private final Departures departures;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Clients(
            RegisteredClientRepository clients,
            JdbcClient sql,
            PasswordEncoder secrets,
            IdentitySettings settings,
            Departures departures,
            TransactionTemplate transaction,
            Clock clock) {
        this.clients = clients;
        this.sql = sql;
        this.secrets = secrets;
        this.settings = settings;
        this.departures = departures;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** A partner's program. */
    public record Partner(String id, String clientId, String name, List<String> scopes, Instant createdAt) {}

    /** What came of asking for a program. */
    public sealed interface Outcome {
        /** It exists; the secret is shown now and never again. */
        record Created(Partner client, String secret) implements Outcome {}

        /** A scope was asked for that there isn't. */
        record UnknownScope() implements Outcome {}

        /** The person has as many as one may. */
        record TooMany() implements Outcome {}
    }

    /** Registers the app's own client as the settings have it; running it again only applies what changed. */
    public void registerApp() {
        var present = clients.findByClientId(settings.clientId());
        var client = (present == null
                        ? RegisteredClient.withId(APP)
                                .clientId(settings.clientId())
                                .clientIdIssuedAt(clock.instant())
                        : RegisteredClient.from(present))
                .clientName("Sanad")
                .clientSecret(secrets.encode(settings.clientSecret()))
                .clientAuthenticationMethods(methods -> {
                    methods.clear();
                    methods.add(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
                    methods.add(ClientAuthenticationMethod.CLIENT_SECRET_POST);
                })
                .authorizationGrantTypes(grants -> {
                    grants.clear();
                    grants.add(AuthorizationGrantType.AUTHORIZATION_CODE);
                    grants.add(AuthorizationGrantType.REFRESH_TOKEN);
                })
                .redirectUris(uris -> {
                    uris.clear();
                    uris.add(settings.publicUrl() + "/auth/callback");
                })
                .postLogoutRedirectUris(uris -> {
                    uris.clear();
                    uris.add(settings.publicUrl() + "/");
                })
                .scopes(scopes -> {
                    scopes.clear();
                    scopes.addAll(Set.of(OidcScopes.OPENID, OidcScopes.PROFILE, OidcScopes.EMAIL));
                })
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(false)
                        .build())
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(ACCESS)
                        .refreshTokenTimeToLive(REFRESH)
                        .reuseRefreshTokens(false)
                        .build())
                .build();
        clients.save(client);
    }

    /** Makes a program for a person. The secret is in the answer only; here there is its hash. */
    public Outcome create(UUID account, String name, Set<String> scopes) {
        if (scopes.isEmpty() || !PARTNER_SCOPES.containsAll(scopes)) {
            return new Outcome.UnknownScope();
        }
        var created = transaction.execute(status -> {
            // the account's row is the lock: two forms at one instant don't both make the last one
            sql.sql("select 1 from accounts where id = :id for update")
                    .param("id", account)
                    .query(Integer.class)
                    .single();
            if (of(account).size() >= MOST) {
                return new Outcome.TooMany();
            }
            var secret = Secrets.token();
            var now = clock.instant();
            var client = RegisteredClient.withId(UUID.randomUUID().toString())
                    .clientId("partner-" + Secrets.id(now.toEpochMilli()))
                    .clientIdIssuedAt(now)
                    .clientName(name)
                    .clientSecret(secrets.encode(secret))
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                    .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                    .scopes(all -> all.addAll(scopes))
                    .tokenSettings(TokenSettings.builder()
                            .accessTokenTimeToLive(ACCESS)
                            .build())
                    .build();
            clients.save(client);
            sql.sql("""
                            insert into partner_clients (registered_client_id, account_id, created_at)
                            values (:id, :account, :now)""")
                    .param("id", client.getId())
                    .param("account", account)
                    .param("now", SqlTime.of(now))
                    .update();
            return new Outcome.Created(
                    new Partner(client.getId(), client.getClientId(), name, List.copyOf(new TreeSet<>(scopes)), now),
                    secret);
        });
        if (created == null) {
            throw new IllegalStateException("the transaction gave nothing");
        }
        return created;
    }

    /** The programs of a person, the newest first. */
    public List<Partner> of(UUID account) {
        return sql.sql("""
                        select c.id, c.client_id, c.client_name, c.scopes, p.created_at
                        from partner_clients p join oauth2_registered_client c on c.id = p.registered_client_id
                        where p.account_id = :account order by p.created_at desc""").param("account", account).query(Clients::read).list();
    }

    /** Deletes a program; false when the person has no such one. Its tokens run out within five minutes. */
    public boolean revoke(UUID account, String id) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            var revoked = sql.sql("""
                            delete from oauth2_registered_client
                            where id = (select registered_client_id from partner_clients
                              where registered_client_id = :id and account_id = :account)
                            returning client_id""")
                    .param("id", id)
                    .param("account", account)
                    .query((row, n) -> row.getString("client_id"))
                    .list();
            departures.note(revoked);
            return !revoked.isEmpty();
        }));
    }

    /** Gives a program a new secret, at once in place of the old one; empty when the person has no such program. */
    public Optional<Outcome.Created> renew(UUID account, String id) {
        return of(account).stream()
                .filter(client -> client.id().equals(id))
                .findFirst()
                .map(client -> {
                    var secret = Secrets.token();
                    sql.sql("update oauth2_registered_client set client_secret = :secret where id = :id")
                            .param("id", id)
                            .param("secret", secrets.encode(secret))
                            .update();
                    return new Outcome.Created(client, secret);
                });
    }

    private static Partner read(ResultSet row, int number) throws SQLException {
        return new Partner(
                row.getString("id"),
                row.getString("client_id"),
                row.getString("client_name"),
                List.copyOf(new TreeSet<>(List.of(row.getString("scopes").split(",", -1)))),
                SqlTime.read(row, "created_at"));
    }
}
