package org.sanad.identity.signin;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.identity.SqlTime;
import org.sanad.identity.account.Account;
import org.sanad.identity.crypto.Secrets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps which browsers are signed in. The browser has a random token, the table its hash, so that nodes share sign-ins and a
 * restart ends none.
 */
@Component
public class SignIns {

    private static final Duration FOR_THE_PUBLIC = Duration.ofDays(30);
    private static final Duration FOR_STAFF = Duration.ofHours(12);
    private static final Duration HALF_WAY = Duration.ofMinutes(15);
    private static final Duration SEEN_EVERY = Duration.ofMinutes(1);

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SignIns(JdbcClient sql, TransactionTemplate transaction, Clock clock) {
        this.sql = sql;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What happened at an account's door. */
    public enum Event {
        SIGNED_IN,
        REFUSED,
        SECOND_FACTOR_REFUSED,
        SIGNED_OUT,
        SIGNED_OUT_EVERYWHERE,
        PASSWORD_CHANGED,
        PASSWORD_RESET,
        EMAIL_CHANGED,
        PHONE_CHANGED,
        TOTP_ENABLED,
        TOTP_DISABLED,
        RECOVERY_CODE_USED,
        RECOVERY_CODES_RENEWED,
        TOKEN_REUSED,
        CLIENT_CREATED,
        CLIENT_REVOKED
    }

    /** One line of an account's log. */
    public record Entry(Event event, Instant at, String address, String userAgent) {}

    /** A sign-in that began, and the token that its browser is to keep. */
    public record Started(SignIn signIn, String token) {}

    /**
     * Begins a sign-in after a first factor. It is complete at once unless the account needs a second one.
     *
     * @param previous the browser's present sign-in; when the same person signs in again, its grants move to the new one on
     *     completion, so that signing in again loses nothing
     */
    public Started begin(Account account, String method, Origin origin, @Nullable SignIn previous) {
        return insert(
                account,
                List.of(method),
                !account.needsSecondFactor(),
                origin,
                previous == null ? null : previous.id());
    }

    /** Completes a sign-in that owed a second factor, under a new token. Empty when it ran out meanwhile. */
    public Optional<Started> complete(Account account, SignIn halfWay, Origin origin) {
        return Optional.ofNullable(transaction.execute(status -> {
            var replaces = sql.sql("""
                            update sign_ins set ended_at = :now
                            where id = :id and not complete and ended_at is null and expires_at > :now
                            returning coalesce(replaces, id)""")
                    .param("id", halfWay.id())
                    .param("now", SqlTime.of(clock.instant()))
                    .query(UUID.class)
                    .optional();
            if (replaces.isEmpty()) {
                return null;
            }
            var methods = new ArrayList<>(halfWay.methods());
            methods.add("otp");
            return insert(account, methods, true, origin, replaces.get());
        }));
    }

    /** Adds the second factor that was just set up to a sign-in that is complete already, under a new token. */
    public Started strengthen(Account account, SignIn present, Origin origin) {
        var methods = new ArrayList<>(present.methods());
        methods.add("otp");
        return insert(account, methods, true, origin, present.id());
    }

    /** Finds the sign-in of a browser's token; empty when it ended or ran out. */
    public Optional<SignIn> find(String token) {
        var now = clock.instant();
        var found = sql.sql(
                        "select * from sign_ins where token_hash = :token and ended_at is null and expires_at > :now")
                .param("token", Secrets.hash(token))
                .param("now", SqlTime.of(now))
                .query((row, n) -> read(row))
                .optional();
        found.filter(signIn -> signIn.lastSeenAt().plus(SEEN_EVERY).isBefore(now))
                .ifPresent(signIn -> sql.sql(
                                "update sign_ins set last_seen_at = :now where id = :id and last_seen_at < :now")
                        .param("id", signIn.id())
                        .param("now", SqlTime.of(now))
                        .update());
        return found;
    }

    /**
     * Finds the sign-in that a grant hangs on now: the one that made it, or the one by which the same person proved themselves again
     * in the same browser. Empty when it ended or ran out.
     */
    public Optional<SignIn> ofGrant(String grant) {
        return sql.sql("""
                        select s.* from oauth2_authorization a join sign_ins s on s.id = a.sign_in_id
                        where a.id = :grant and s.complete and s.ended_at is null and s.expires_at > :now""")
                .param("grant", grant)
                .param("now", SqlTime.of(clock.instant()))
                .query((row, n) -> read(row))
                .optional();
    }

    /** The browsers in which an account is signed in, the latest seen first. */
    public List<SignIn> ofAccount(UUID account) {
        return sql.sql("""
                        select * from sign_ins
                        where account_id = :account and complete and ended_at is null and expires_at > :now
                        order by last_seen_at desc limit 100""")
                .param("account", account)
                .param("now", SqlTime.of(clock.instant()))
                .query((row, n) -> read(row))
                .list();
    }

    /** Ends one sign-in of an account and what it granted; nothing happens when it is another's. */
    public void end(UUID account, UUID id) {
        transaction.executeWithoutResult(status -> {
            int ended = sql.sql(
                            "update sign_ins set ended_at = :now where id = :id and account_id = :account and ended_at is null")
                    .param("id", id)
                    .param("account", account)
                    .param("now", SqlTime.of(clock.instant()))
                    .update();
            if (ended == 1) {
                sql.sql("delete from oauth2_authorization where sign_in_id = :id")
                        .param("id", id)
                        .update();
            }
        });
    }

    /**
     * Ends every sign-in of an account, with every grant.
     *
     * @param except the browser that asks, where it stays signed in
     */
    public void endAll(UUID account, @Nullable UUID except) {
        var kept = except == null ? new UUID(0, 0) : except;
        transaction.executeWithoutResult(status -> {
            sql.sql(
                            "update sign_ins set ended_at = :now where account_id = :account and ended_at is null and id <> :kept")
                    .param("account", account)
                    .param("kept", kept)
                    .param("now", SqlTime.of(clock.instant()))
                    .update();
            sql.sql("""
                            delete from oauth2_authorization
                            where principal_name = :account and sign_in_id is distinct from :kept""")
                    .param("account", account.toString())
                    .param("kept", kept)
                    .update();
        });
    }

    /** Writes a line into an account's log. */
    public void log(UUID account, Event event, Origin origin) {
        sql.sql("""
                        insert into sign_in_log (id, account_id, at, event, address, user_agent)
                        values (:id, :account, :now, :event, :address, :agent)""")
                .param("id", Secrets.id(clock.millis()))
                .param("account", account)
                .param("now", SqlTime.of(clock.instant()))
                .param("event", event.name().toLowerCase(Locale.ROOT))
                .param("address", origin.address())
                .param("agent", origin.userAgent())
                .update();
    }

    /** The newest lines of an account's log. */
    public List<Entry> log(UUID account, int count) {
        return sql.sql("select * from sign_in_log where account_id = :account order by at desc, id desc limit :count")
                .param("account", account)
                .param("count", count)
                .query((row, n) -> new Entry(
                        Event.valueOf(row.getString("event").toUpperCase(Locale.ROOT)),
                        SqlTime.read(row, "at"),
                        row.getString("address"),
                        row.getString("user_agent")))
                .list();
    }

    /** Forgets sign-ins that are over, after thirty days, and log lines after a year. */
    public void forget() {
        var now = clock.instant();
        sql.sql("delete from sign_ins where expires_at < :then or ended_at < :then")
                .param("then", SqlTime.of(now.minus(Duration.ofDays(30))))
                .update();
        sql.sql("delete from sign_in_log where at < :then")
                .param("then", SqlTime.of(now.minus(Duration.ofDays(365))))
                .update();
    }

    private Started insert(
            Account account, List<String> methods, boolean complete, Origin origin, @Nullable UUID replaces) {
        var token = Secrets.token();
        var now = clock.instant();
        var lasts = !complete ? HALF_WAY : account.staff() ? FOR_STAFF : FOR_THE_PUBLIC;
        var signIn = new SignIn(
                Secrets.id(clock.millis()),
                account.id(),
                methods,
                complete,
                now,
                now,
                now,
                now.plus(lasts),
                origin.address(),
                origin.userAgent());
        transaction.executeWithoutResult(status -> {
            sql.sql("""
                            insert into sign_ins (id, account_id, token_hash, methods, complete, replaces, authenticated_at,
                              created_at, last_seen_at, expires_at, address, user_agent)
                            values (:id, :account, :token, string_to_array(:methods, ','), :complete, :replaces, :now,
                              :now, :now, :expires, :address, :agent)""")
                    .param("id", signIn.id())
                    .param("account", account.id())
                    .param("token", Secrets.hash(token))
                    .param("methods", String.join(",", methods))
                    .param("complete", complete)
                    .param("replaces", replaces, java.sql.Types.OTHER)
                    .param("now", SqlTime.of(now))
                    .param("expires", SqlTime.of(signIn.expiresAt()))
                    .param("address", origin.address())
                    .param("agent", origin.userAgent())
                    .update();
            if (complete) {
                replace(account.id(), replaces, signIn.id());
                log(account.id(), Event.SIGNED_IN, origin);
            }
        });
        return new Started(signIn, token);
    }

    private void replace(UUID account, @Nullable UUID old, UUID present) {
        if (old == null) {
            return;
        }
        sql.sql("""
                        update oauth2_authorization set sign_in_id = :present
                        where sign_in_id = (select id from sign_ins where id = :old and account_id = :account)""")
                .param("present", present)
                .param("old", old)
                .param("account", account)
                .update();
        sql.sql("update sign_ins set ended_at = :now where id = :old and ended_at is null")
                .param("old", old)
                .param("now", SqlTime.of(clock.instant()))
                .update();
        sql.sql("delete from oauth2_authorization where sign_in_id = :old")
                .param("old", old)
                .update();
    }

    private static SignIn read(ResultSet row) throws SQLException {
        Array methods = row.getArray("methods");
        return new SignIn(
                row.getObject("id", UUID.class),
                row.getObject("account_id", UUID.class),
                List.of((String[]) methods.getArray()),
                row.getBoolean("complete"),
                SqlTime.read(row, "authenticated_at"),
                SqlTime.read(row, "created_at"),
                SqlTime.read(row, "last_seen_at"),
                SqlTime.read(row, "expires_at"),
                row.getString("address"),
                row.getString("user_agent"));
    }
}
