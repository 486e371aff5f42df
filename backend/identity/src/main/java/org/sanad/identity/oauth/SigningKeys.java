package org.sanad.identity.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sanad.identity.SqlTime;
import org.sanad.identity.crypto.SecretBox;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The keys that sign tokens, in the database, so that every node signs with the same and a restart signs nobody out.
 *
 * <p>The newest key signs. After ninety days there is a new one; the old one stays published for two days, longer than any token
 * lives. A key is published ten minutes before it signs, longer than a client's cache of the set.
 */
@Component
public class SigningKeys implements JWKSource<SecurityContext> {

    private static final Duration SIGNS_FOR = Duration.ofDays(90);
    private static final Duration PUBLISHED_AFTER = Duration.ofDays(2);
    private static final Duration PUBLISHED_BEFORE = Duration.ofMinutes(10);
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final JdbcClient sql;
    private final SecretBox box;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private volatile @Nullable Read read;

    private record Read(JWKSet keys, Instant at) {}

    SigningKeys(JdbcClient sql, SecretBox box, TransactionTemplate transaction, Clock clock) {
        this.sql = sql;
        this.box = box;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
        return selector.select(keys());
    }

    /** Chooses the key that signs: the newest that has been published long enough, else the oldest there is. */
    JWK signing(List<JWK> candidates) {
        var published = clock.instant().minus(PUBLISHED_BEFORE);
        return candidates.stream()
                .filter(key -> key.getIssueTime() != null
                        && !key.getIssueTime().toInstant().isAfter(published))
                .findFirst()
                .orElseGet(candidates::getLast);
    }

    /** Makes a new key when the newest is ninety days old, and retires those that no living token needs. */
    public void rotate() {
        transaction.executeWithoutResult(status -> {
            // one node at a time; released at commit
            sql.sql("select 1 from pg_advisory_xact_lock(hashtext('identity.signing_keys'))")
                    .query(Integer.class)
                    .single();
            var now = clock.instant();
            var newest = newest();
            if (newest.isEmpty() || newest.get().plus(SIGNS_FOR).isBefore(now)) {
                create(now);
            }
            sql.sql("""
                            update signing_keys set retired_at = :now
                            where retired_at is null and created_at < :old
                              and exists (select from signing_keys newer
                                where newer.created_at > signing_keys.created_at and newer.created_at < :published)""")
                    .param("now", SqlTime.of(now))
                    .param("old", SqlTime.of(now.minus(SIGNS_FOR)))
                    .param("published", SqlTime.of(now.minus(PUBLISHED_AFTER)))
                    .update();
        });
        read = null;
    }

    private Optional<Instant> newest() {
        return sql.sql("select created_at from signing_keys where retired_at is null order by created_at desc limit 1")
                .query((row, n) -> SqlTime.read(row, "created_at"))
                .optional();
    }

    private JWKSet keys() {
        var known = read;
        var now = clock.instant();
        if (known != null && known.at().plus(REMEMBERED).isAfter(now)) {
            return known.keys();
        }
        var keys = load();
        if (keys.isEmpty()) {
            rotate();
            keys = load();
        }
        var set = new JWKSet(keys);
        read = new Read(set, now);
        return set;
    }

    private List<JWK> load() {
        return sql.sql("select kid, private_jwk from signing_keys where retired_at is null order by created_at desc")
                .query((row, n) -> parse(box.open("signing." + row.getString(1), row.getBytes(2))))
                .list();
    }

    private void create(Instant now) {
        try {
            var key = new RSAKeyGenerator(2048)
                    .keyIDFromThumbprint(true)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .issueTime(Date.from(now))
                    .generate();
            sql.sql("""
                            insert into signing_keys (kid, public_jwk, private_jwk, created_at)
                            values (:kid, cast(:public as jsonb), :private, :now)""")
                    .param("kid", key.getKeyID())
                    .param("public", key.toPublicJWK().toJSONString())
                    .param("private", box.seal("signing." + key.getKeyID(), key.toJSONString()))
                    .param("now", SqlTime.of(now))
                    .update();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWK parse(String json) {
        try {
            return RSAKey.parse(json);
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }
}
