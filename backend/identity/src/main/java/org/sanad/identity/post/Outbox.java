package org.sanad.identity.post;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.identity.SqlTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Holds what is to be sent. Several nodes may take from it: a message is lent to one at a time. */
@Component
public class Outbox {

    private static final Duration LOAN = Duration.ofMinutes(2);
    private static final int LAST_ATTEMPT = 12;

    private final JdbcClient sql;
    private final Clock clock;

    Outbox(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** A mail or an SMS; an SMS has no subject. */
    public record Message(
            UUID id,
            String channel,
            String recipient,
            String locale,
            @Nullable String subject,
            String body,
            int attempts,
            Instant createdAt) {

        public boolean mail() {
            return channel.equals("mail");
        }
    }

    /** The newest messages, for the page that stands in for a mailbox. */
    public List<Message> newest(int count) {
        return sql.sql("select * from outbox_messages order by created_at desc, id desc limit :count")
                .param("count", count)
                .query((row, n) -> read(row))
                .list();
    }

    /** Lends the next message of a channel; it comes back by itself if nothing is heard of it. */
    Optional<Message> lend(String channel) {
        var now = clock.instant();
        return sql.sql("""
                        update outbox_messages set attempts = attempts + 1, next_attempt_at = :back
                        where id = (
                          select id from outbox_messages
                          where sent_at is null and channel = :channel and next_attempt_at <= :now and attempts < :last
                          order by next_attempt_at limit 1 for update skip locked)
                        returning *""")
                .param("channel", channel)
                .param("now", SqlTime.of(now))
                .param("back", SqlTime.of(now.plus(LOAN)))
                .param("last", LAST_ATTEMPT)
                .query((row, n) -> read(row))
                .optional();
    }

    /** Notes that a message went out. */
    void sent(Message message) {
        sql.sql("update outbox_messages set sent_at = :now, refusal = null where id = :id")
                .param("id", message.id())
                .param("now", SqlTime.of(clock.instant()))
                .update();
    }

    /** Notes why a message didn't go out, and when to try again: a minute, doubling, at most six hours. */
    void refused(Message message, String reason) {
        var wait = Duration.ofMinutes(Math.min(360, 1L << Math.min(message.attempts(), 9)));
        sql.sql("update outbox_messages set next_attempt_at = :again, refusal = :reason where id = :id")
                .param("id", message.id())
                .param("again", SqlTime.of(clock.instant().plus(wait)))
                .param("reason", reason)
                .update();
    }

    /** Forgets what was sent a day ago or has waited a week: codes in it are long dead, the addresses are personal. */
    public int forget() {
        var now = clock.instant();
        return sql.sql("delete from outbox_messages where sent_at < :day or created_at < :week")
                .param("day", SqlTime.of(now.minus(Duration.ofDays(1))))
                .param("week", SqlTime.of(now.minus(Duration.ofDays(7))))
                .update();
    }

    private static Message read(ResultSet row) throws SQLException {
        return new Message(
                row.getObject("id", UUID.class),
                row.getString("channel"),
                row.getString("recipient"),
                row.getString("locale"),
                row.getString("subject"),
                row.getString("body"),
                row.getInt("attempts"),
                SqlTime.read(row, "created_at"));
    }
}
