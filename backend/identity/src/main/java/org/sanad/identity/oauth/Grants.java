package org.sanad.identity.oauth;

import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.sanad.identity.SqlTime;
import org.sanad.identity.crypto.Secrets;
import org.sanad.identity.signin.Origin;
import org.sanad.identity.signin.SignIns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.server.authorization.JdbcOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What was granted, with three rules that the framework leaves to us.
 *
 * <ul>
 *   <li>Token values are kept as hashes: who reads the table can't act as anybody.
 *   <li>A refresh token is exchanged once. Shown again, whether a second or a month later or at the same instant, it revokes its
 *       whole family (RFC 9700, 4.14.2). There is no grace: the api exchanges in single flight.
 *   <li>A grant hangs on the sign-in that made it and ends with it.
 * </ul>
 */
@Component
public class Grants implements OAuth2AuthorizationService {

    private static final Logger log = LoggerFactory.getLogger(Grants.class);
    private static final String HASHED = "sha256:";
    private static final String REVISION = "sanad.revision";

    private final JdbcOAuth2AuthorizationService table;
    private final JdbcClient sql;
    private final SignIns signIns;
    private final TransactionTemplate transaction;
    private final TransactionTemplate snapshot;
    private final Clock clock;

    Grants(
            JdbcOperations operations,
            JdbcClient sql,
            RegisteredClientRepository clients,
            SignIns signIns,
            TransactionTemplate transaction,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.table = new JdbcOAuth2AuthorizationService(operations, clients);
        this.sql = sql;
        this.signIns = signIns;
        this.transaction = transaction;
        this.snapshot = new TransactionTemplate(transactions);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.snapshot.setReadOnly(true);
        this.clock = clock;
    }

    /**
     * Keeps a grant, if nobody changed it since it was read. A code or refresh token that is exchanged twice at one instant loses
     * here: the grant is revoked and the exchange refused.
     */
    @Override
    public void save(OAuth2Authorization grant) {
        Long revision = grant.getAttribute(REVISION);
        var kept = withValues(
                OAuth2Authorization.from(grant)
                        .attributes(attributes -> attributes.remove(REVISION))
                        .build(),
                Grants::hash);
        var saved = transaction.execute(status -> revision == null ? insert(kept, grant) : update(kept, revision));
        if (!Boolean.TRUE.equals(saved)) {
            revoke(grant.getId(), grant.getPrincipalName());
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
        }
    }

    @Override
    public void remove(OAuth2Authorization grant) {
        table.remove(grant);
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return read(() -> table.findById(id));
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        if (type != null && OAuth2ParameterNames.STATE.equals(type.getValue())) {
            return read(() -> table.findByToken(token, type));
        }
        // never taken for a hash as it is: who stole the table's hashes must not be able to show one
        var hash = HASHED + Secrets.hashText(token);
        var found = read(() -> table.findByToken(hash, type));
        if (found != null) {
            // the framework looks for the token that it was shown
            return withValues(found, value -> value.equals(hash) ? token : value);
        }
        if (type == null || OAuth2TokenType.REFRESH_TOKEN.equals(type)) {
            revokeFamilyOf(hash);
        }
        return null;
    }

    /** Forgets grants that can give no token any more. */
    public int forget() {
        return sql.sql("""
                        delete from oauth2_authorization
                        where coalesce(refresh_token_expires_at, access_token_expires_at, authorization_code_expires_at,
                          created_at) < :then""")
                .param("then", SqlTime.of(clock.instant().minus(Duration.ofDays(1))))
                .update();
    }

    private boolean insert(OAuth2Authorization kept, OAuth2Authorization grant) {
        table.save(kept);
        Authentication person = grant.getAttribute(Principal.class.getName());
        if (person != null && person.getDetails() instanceof String signIn) {
            sql.sql("update oauth2_authorization set sign_in_id = :signIn where id = :id")
                    .param("id", grant.getId())
                    .param("signIn", UUID.fromString(signIn))
                    .update();
        }
        return true;
    }

    private boolean update(OAuth2Authorization kept, long revision) {
        record Before(@Nullable String refreshToken) {}
        var before = sql.sql("""
                        update oauth2_authorization set revision = revision + 1 where id = :id and revision = :revision
                        returning refresh_token_value""")
                .param("id", kept.getId())
                .param("revision", revision)
                .query((row, n) -> new Before(row.getString(1)))
                .optional();
        if (before.isEmpty()) {
            return false;
        }
        table.save(kept);
        var spent = before.get().refreshToken();
        var present = kept.getRefreshToken();
        if (spent != null
                && (present == null || !spent.equals(present.getToken().getTokenValue()))) {
            sql.sql(
                            "insert into spent_refresh_tokens (token_hash, authorization_id, spent_at) values (:hash, :id, :now)")
                    .param("hash", spent)
                    .param("id", kept.getId())
                    .param("now", SqlTime.of(clock.instant()))
                    .update();
        }
        return true;
    }

    private void revokeFamilyOf(String spentHash) {
        record Family(String id, String principal) {}
        sql.sql("""
                        select a.id, a.principal_name from spent_refresh_tokens s
                        join oauth2_authorization a on a.id = s.authorization_id
                        where s.token_hash = :hash""")
                .param("hash", spentHash)
                .query((row, n) -> new Family(row.getString(1), row.getString(2)))
                .optional()
                .ifPresent(family -> revoke(family.id(), family.principal()));
    }

    private void revoke(String id, String principal) {
        log.warn("a token of grant {} was used twice: its family is revoked", id);
        int revoked = sql.sql("delete from oauth2_authorization where id = :id")
                .param("id", id)
                .update();
        if (revoked == 1) {
            try {
                signIns.log(UUID.fromString(principal), SignIns.Event.TOKEN_REUSED, new Origin("", ""));
            } catch (IllegalArgumentException aPartner) {
                log.warn("the grant was a partner's");
            }
        }
    }

    /** Reads a grant and its revision from one snapshot, so that the revision is that of what was read. */
    private @Nullable OAuth2Authorization read(Supplier<@Nullable OAuth2Authorization> query) {
        return snapshot.execute(status -> {
            var found = query.get();
            if (found == null) {
                return null;
            }
            var revision = sql.sql("select revision from oauth2_authorization where id = :id")
                    .param("id", found.getId())
                    .query(Long.class)
                    .single();
            return OAuth2Authorization.from(found).attribute(REVISION, revision).build();
        });
    }

    private static OAuth2Authorization withValues(OAuth2Authorization grant, UnaryOperator<String> value) {
        var kept = OAuth2Authorization.from(grant);
        var code = grant.getToken(OAuth2AuthorizationCode.class);
        if (code != null) {
            var token = code.getToken();
            kept.token(
                    new OAuth2AuthorizationCode(
                            value.apply(token.getTokenValue()),
                            Objects.requireNonNull(token.getIssuedAt()),
                            Objects.requireNonNull(token.getExpiresAt())),
                    metadata -> metadata.putAll(code.getMetadata()));
        }
        var access = grant.getToken(OAuth2AccessToken.class);
        if (access != null) {
            var token = access.getToken();
            kept.token(
                    new OAuth2AccessToken(
                            token.getTokenType(),
                            value.apply(token.getTokenValue()),
                            token.getIssuedAt(),
                            token.getExpiresAt(),
                            token.getScopes()),
                    metadata -> metadata.putAll(access.getMetadata()));
        }
        var refresh = grant.getToken(OAuth2RefreshToken.class);
        if (refresh != null) {
            var token = refresh.getToken();
            kept.token(
                    new OAuth2RefreshToken(
                            value.apply(token.getTokenValue()), token.getIssuedAt(), token.getExpiresAt()),
                    metadata -> metadata.putAll(refresh.getMetadata()));
        }
        var id = grant.getToken(OidcIdToken.class);
        if (id != null) {
            var token = id.getToken();
            kept.token(
                    new OidcIdToken(
                            value.apply(token.getTokenValue()),
                            token.getIssuedAt(),
                            token.getExpiresAt(),
                            token.getClaims()),
                    metadata -> metadata.putAll(id.getMetadata()));
        }
        return kept.build();
    }

    /** Hashes a token's value, once: what was read from the table is a hash already. A caller's token never starts so by chance. */
    private static String hash(String value) {
        return value.startsWith(HASHED) ? value : HASHED + Secrets.hashText(value);
    }
}
