package org.sanad.identity.account;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.sanad.identity.SqlTime;
import org.sanad.identity.crypto.SecretBox;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Slows down who tries too often, across all nodes.
 *
 * <p>The generic cell rate algorithm in one statement: so many at once, then one every interval. An attempt is charged before it
 * is made and given back if it succeeds, so that a thousand parallel guesses are a thousand charges.
 */
@Component
public class Throttle {

    /** What is limited: how many at once, and how soon there is one more. */
    public enum Limit {
        /** Passwords for one account from one address. */
        PASSWORD_HERE(8, Duration.ofSeconds(60)),
        /** Passwords for one account from anywhere; wide, so that a stranger can't lock its owner out. */
        PASSWORD_ANYWHERE(60, Duration.ofSeconds(20)),
        /** Attempts of any kind from one address. */
        ATTEMPTS_FROM_ADDRESS(120, Duration.ofSeconds(2)),
        /** Second factors for one account. */
        SECOND_FACTOR(8, Duration.ofSeconds(60)),
        /** Mails or SMS to one recipient. */
        MESSAGES_TO(5, Duration.ofMinutes(3)),
        /** Mails or SMS that one address asks for. */
        MESSAGES_FROM_ADDRESS(60, Duration.ofSeconds(30));

        private final int burst;
        private final Duration interval;

        Limit(int burst, Duration interval) {
            this.burst = burst;
            this.interval = interval;
        }
    }

    private final JdbcClient sql;
    private final SecretBox box;
    private final Clock clock;

    Throttle(JdbcClient sql, SecretBox box, Clock clock) {
        this.sql = sql;
        this.box = box;
        this.clock = clock;
    }

    /** Charges one attempt; false when the allowance is spent. */
    public boolean charge(Limit limit, String subject) {
        return sql.sql("""
                        insert into throttles as t (key, spent_until)
                        values (:key, :now + make_interval(secs => :interval))
                        on conflict (key) do update
                        set spent_until = greatest(t.spent_until, :now) + make_interval(secs => :interval)
                        where greatest(t.spent_until, :now) + make_interval(secs => :interval)
                           <= :now + make_interval(secs => :burst)
                        returning 1""")
                .param("key", key(limit, subject))
                .param("now", SqlTime.of(clock.instant()))
                .param("interval", (double) limit.interval.toSeconds())
                .param("burst", (double) limit.interval.toSeconds() * limit.burst)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** Gives back what a successful attempt was charged. */
    public void refund(Limit limit, String subject) {
        sql.sql("update throttles set spent_until = spent_until - make_interval(secs => :interval) where key = :key")
                .param("key", key(limit, subject))
                .param("interval", (double) limit.interval.toSeconds())
                .update();
    }

    /** Forgets keys whose allowance is whole again. */
    public int forget() {
        return sql.sql("delete from throttles where spent_until < :now")
                .param("now", SqlTime.of(clock.instant()))
                .update();
    }

    private byte[] key(Limit limit, String subject) {
        return box.hash("throttle." + limit.name().toLowerCase(Locale.ROOT), subject);
    }
}
