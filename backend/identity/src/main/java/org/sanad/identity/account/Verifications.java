package org.sanad.identity.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.identity.SqlTime;
import org.sanad.identity.account.Verification.Outcome;
import org.sanad.identity.account.Verification.Purpose;
import org.sanad.identity.crypto.SecretBox;
import org.sanad.identity.crypto.Secrets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Proves that somebody can read what is sent to an address.
 *
 * <p>A code is six digits, good for five tries; a link carries 256 bits. Both are kept as hashes. Ids are random and given only to
 * the browser that began, so that a code can't be tried by another.
 */
@Component
public class Verifications {

    private static final int ATTEMPTS = 5;

    private final JdbcClient sql;
    private final SecretBox box;
    private final Clock clock;

    Verifications(JdbcClient sql, SecretBox box, Clock clock) {
        this.sql = sql;
        this.box = box;
        this.clock = clock;
    }

    /** What to send: the code, or the link's secret. */
    public record Begun(UUID id, String code, String link) {}

    /** Begins a proof, and forgets an earlier one of the same account for the same purpose. */
    public Begun begin(Purpose purpose, @Nullable UUID account, String target, Duration validFor) {
        return begin(purpose, account, target, validFor, null, null, null);
    }

    /** Begins a proof that carries what a new account is to have. */
    public Begun begin(
            Purpose purpose,
            @Nullable UUID account,
            String target,
            Duration validFor,
            @Nullable String name,
            @Nullable String passwordHash,
            @Nullable String returnTo) {
        var begun = new Begun(UUID.randomUUID(), Secrets.digits(), Secrets.token());
        var now = clock.instant();
        sql.sql("""
                        with forgotten as (
                          delete from verifications where account_id = :account and purpose = :purpose
                        )
                        insert into verifications (id, purpose, account_id, target, code_hash, link_hash, name, password,
                          return_to, attempts_left, created_at, expires_at)
                        values (:id, :purpose, :account, :target, :code, :link, :name, :password,
                          :returnTo, :attempts, :now, :expires)""")
                .param("id", begun.id())
                .param("purpose", text(purpose))
                .param("account", account, java.sql.Types.OTHER)
                .param("target", target)
                .param("code", codeHash(begun.id(), begun.code()))
                .param("link", Secrets.hash(begun.link()))
                .param("name", name)
                .param("password", passwordHash)
                .param("returnTo", returnTo)
                .param("attempts", ATTEMPTS)
                .param("now", SqlTime.of(now))
                .param("expires", SqlTime.of(now.plus(validFor)))
                .update();
        return begun;
    }

    /** Tries a code. The try is counted before it is compared, so that parallel guesses can't share one. */
    public Outcome prove(Purpose purpose, UUID id, String typed) {
        var code = Identifier.asciiDigits(typed).replaceAll("[\\s\\-\\p{Cf}]", "");
        record Row(Verification verification, boolean right, int left) {}
        var tried = sql.sql("""
                        update verifications set attempts_left = attempts_left - 1
                        where id = :id and purpose = :purpose and attempts_left > 0 and code_hash is not null
                          and used_at is null and proved_at is null and expires_at > :now
                        returning *""")
                .param("id", id)
                .param("purpose", text(purpose))
                .param("now", SqlTime.of(clock.instant()))
                .query((row, n) -> new Row(
                        read(row),
                        Secrets.same(row.getBytes("code_hash"), codeHash(id, code)),
                        row.getInt("attempts_left")))
                .optional();
        if (tried.isEmpty()) {
            return new Outcome.Over();
        }
        var row = tried.get();
        if (!row.right()) {
            return row.left() == 0 ? new Outcome.Over() : new Outcome.Wrong(row.left());
        }
        int proved = sql.sql("update verifications set proved_at = :now where id = :id and proved_at is null")
                .param("id", id)
                .param("now", SqlTime.of(clock.instant()))
                .update();
        return proved == 1 ? new Outcome.Proved(row.verification()) : new Outcome.Over();
    }

    /** Finds what a link is for; empty when it expired, was used, or never was. Looking doesn't use it up: mail scanners look. */
    public Optional<Verification> byLink(Purpose purpose, String link) {
        return sql.sql("""
                        select * from verifications
                        where link_hash = :link and purpose = :purpose and used_at is null and expires_at > :now""")
                .param("link", Secrets.hash(link))
                .param("purpose", text(purpose))
                .param("now", SqlTime.of(clock.instant()))
                .query((row, n) -> read(row))
                .optional();
    }

    /** Finds a proof that is still open, by the id that its browser has. */
    public Optional<Verification> find(Purpose purpose, UUID id) {
        return sql.sql("""
                        select * from verifications
                        where id = :id and purpose = :purpose and used_at is null and expires_at > :now""")
                .param("id", id)
                .param("purpose", text(purpose))
                .param("now", SqlTime.of(clock.instant()))
                .query((row, n) -> read(row))
                .optional();
    }

    /** Uses a proof up; false when somebody else just did. */
    public boolean use(UUID id) {
        return sql.sql("update verifications set used_at = :now where id = :id and used_at is null")
                        .param("id", id)
                        .param("now", SqlTime.of(clock.instant()))
                        .update()
                == 1;
    }

    /** Forgets what expired a day ago. */
    public int forget() {
        return sql.sql("delete from verifications where expires_at < :before")
                .param("before", SqlTime.of(clock.instant().minus(Duration.ofDays(1))))
                .update();
    }

    private byte[] codeHash(UUID id, String code) {
        return box.hash("code." + id, code);
    }

    private static String text(Purpose purpose) {
        return purpose.name().toLowerCase(Locale.ROOT);
    }

    private static Verification read(ResultSet row) throws SQLException {
        return new Verification(
                row.getObject("id", UUID.class),
                Purpose.valueOf(row.getString("purpose").toUpperCase(Locale.ROOT)),
                row.getObject("account_id", UUID.class),
                row.getString("target"),
                row.getString("name"),
                row.getString("password"),
                row.getString("return_to"),
                row.getObject("proved_at") != null);
    }
}
