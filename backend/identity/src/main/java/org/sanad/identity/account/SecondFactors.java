package org.sanad.identity.account;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.sanad.identity.DemoAccounts;
import org.sanad.identity.IdentitySettings;
import org.sanad.identity.SqlTime;
import org.sanad.identity.crypto.SecretBox;
import org.sanad.identity.crypto.Secrets;
import org.sanad.identity.crypto.Totp;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Authenticator apps and the recovery codes for when one is lost. A code of either kind works once. */
@Component
public class SecondFactors {

    private static final int RECOVERY_CODES = 10;

    private final JdbcClient sql;
    private final SecretBox box;
    private final TransactionTemplate transaction;
    private final IdentitySettings settings;
    private final Clock clock;

    SecondFactors(
            JdbcClient sql, SecretBox box, TransactionTemplate transaction, IdentitySettings settings, Clock clock) {
        this.sql = sql;
        this.box = box;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    /** What a typed code turned out to be. */
    public enum Answer {
        TOTP,
        RECOVERY_CODE,
        REFUSED
    }

    /**
     * The secret for an app that is being set up; the same one until it is confirmed, so that a page can be loaded again.
     *
     * @return empty when an app is set up already: its secret is never shown again
     */
    public Optional<String> enrolling(UUID account) {
        sql.sql("""
                        update accounts set totp_secret = :secret
                        where id = :id and not totp_confirmed and totp_secret is null""")
                .param("id", account)
                .param("secret", box.seal(context(account), Totp.secret()))
                .update();
        return sql.sql("select totp_secret from accounts where id = :id and not totp_confirmed")
                .param("id", account)
                .query(byte[].class)
                .optional()
                .map(secret -> box.open(context(account), secret));
    }

    /** Confirms the app by its first code. Gives the recovery codes, once; empty when the code is wrong. */
    public Optional<List<String>> confirm(UUID account, String typed) {
        var secret = enrolling(account);
        if (secret.isEmpty()) {
            return Optional.empty();
        }
        var step = Totp.verify(secret.get(), clean(typed), clock.instant(), 0);
        if (step.isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(transaction.execute(status -> {
            int confirmed = sql.sql("""
                            update accounts set totp_confirmed = true, totp_step = :step
                            where id = :id and not totp_confirmed""")
                    .param("id", account)
                    .param("step", step.getAsLong())
                    .update();
            return confirmed == 1 ? newRecoveryCodes(account) : null;
        }));
    }

    /** Sets up an app whose secret is known beforehand, as demo accounts have. */
    public void set(UUID account, String secret) {
        sql.sql("update accounts set totp_secret = :secret, totp_confirmed = true where id = :id")
                .param("id", account)
                .param("secret", box.seal(context(account), secret))
                .update();
    }

    /** Tries a code, from the app or a recovery code. */
    public Answer verify(UUID account, String typed) {
        var code = clean(typed);
        return code.matches("[0-9]{6}") ? verifyTotp(account, code) : useRecoveryCode(account, code);
    }

    /** Makes ten new recovery codes; the old ones stop working. */
    public List<String> renew(UUID account) {
        var codes = transaction.execute(status -> newRecoveryCodes(account));
        return codes == null ? List.of() : codes;
    }

    /** How many recovery codes are left. */
    public int codesLeft(UUID account) {
        return sql.sql("select count(*) from recovery_codes where account_id = :id and used_at is null")
                .param("id", account)
                .query(Integer.class)
                .single();
    }

    /** Takes the app and its recovery codes away; false for staff, of whom it is required. */
    public boolean disable(UUID account) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            int disabled = sql.sql("""
                            update accounts set totp_secret = null, totp_confirmed = false, totp_step = 0
                            where id = :id and not staff""").param("id", account).update();
            if (disabled == 1) {
                sql.sql("delete from recovery_codes where account_id = :id")
                        .param("id", account)
                        .update();
            }
            return disabled == 1;
        }));
    }

    private Answer verifyTotp(UUID account, String code) {
        record Row(String secret, long step) {}
        var row = sql.sql("select totp_secret, totp_step from accounts where id = :id and totp_confirmed")
                .param("id", account)
                .query((r, n) -> new Row(box.open(context(account), r.getBytes(1)), r.getLong(2)))
                .optional();
        if (row.isEmpty()) {
            return Answer.REFUSED;
        }
        var step = Totp.verify(
                row.get().secret(),
                code,
                clock.instant(),
                shared(account) ? 0 : row.get().step());
        if (step.isEmpty()) {
            return Answer.REFUSED;
        }
        if (shared(account)) {
            return Answer.TOTP;
        }
        int first = sql.sql("update accounts set totp_step = :step where id = :id and totp_step < :step")
                .param("id", account)
                .param("step", step.getAsLong())
                .update();
        return first == 1 ? Answer.TOTP : Answer.REFUSED;
    }

    /** Demo accounts are used by several people at once, who see the same code: for them alone it isn't used up. */
    private boolean shared(UUID account) {
        return settings.withDemo()
                && DemoAccounts.ALL.stream().anyMatch(demo -> demo.id().equals(account));
    }

    private Answer useRecoveryCode(UUID account, String code) {
        int used = sql.sql("""
                        update recovery_codes set used_at = :now
                        where account_id = :id and code_hash = :hash and used_at is null""")
                .param("id", account)
                .param("hash", recoveryHash(account, code))
                .param("now", SqlTime.of(clock.instant()))
                .update();
        return used == 1 ? Answer.RECOVERY_CODE : Answer.REFUSED;
    }

    private List<String> newRecoveryCodes(UUID account) {
        sql.sql("delete from recovery_codes where account_id = :id")
                .param("id", account)
                .update();
        var codes = new ArrayList<String>(RECOVERY_CODES);
        while (codes.size() < RECOVERY_CODES) {
            var code = Secrets.recoveryCode();
            codes.add(code);
            sql.sql("insert into recovery_codes (account_id, code_hash) values (:id, :hash)")
                    .param("id", account)
                    .param("hash", recoveryHash(account, clean(code)))
                    .update();
        }
        return codes;
    }

    private byte[] recoveryHash(UUID account, String code) {
        return box.hash("recovery." + account, code);
    }

    private static String clean(String typed) {
        return Identifier.asciiDigits(typed).replaceAll("[\\s\\-\\p{Cf}]", "").toUpperCase(Locale.ROOT);
    }

    private static String context(UUID account) {
        return "totp." + account;
    }
}
