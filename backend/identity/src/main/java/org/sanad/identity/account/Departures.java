package org.sanad.identity.account;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.sanad.identity.SqlTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps the list of who left: subjects of deleted accounts and programs, and nothing else of them. Whoever else knows something about them reads it
 * from where they stood, and forgets. It is never shortened, so that a copy that was restored from last week's backup forgets them again.
 */
@Component
public class Departures {

    private static final int PAGE = 100;
    /** Held until the end of the transaction, so that positions become visible in their order and no reader passes one by. */
    private static final long LOCK = 7_264_301_957L;

    private final JdbcClient sql;
    private final Clock clock;

    Departures(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * Somebody who left.
     *
     * @param position rises
     * @param subject what their tokens called them
     */
    public record Departure(long position, String subject) {}

    /** Notes who leaves. Call it within the transaction that deletes them. */
    public void note(Collection<String> subjects) {
        sql.sql("select count(pg_advisory_xact_lock(:lock))")
                .param("lock", LOCK)
                .query(Long.class)
                .single();
        for (var subject : subjects) {
            sql.sql("insert into departures (subject, at) values (:subject, :at)")
                    .param("subject", subject)
                    .param("at", SqlTime.of(clock.instant()))
                    .update();
        }
    }

    /** Who left after a position, in order, a hundred at most. */
    public List<Departure> after(long position) {
        return sql.sql("select position, subject from departures where position > :after order by position limit "
                        + PAGE)
                .param("after", position)
                .query((row, n) -> new Departure(row.getLong("position"), row.getString("subject")))
                .list();
    }
}
