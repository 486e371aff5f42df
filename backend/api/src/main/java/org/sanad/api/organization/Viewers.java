package org.sanad.api.organization;

import io.r2dbc.spi.Readable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.db.Database;
import org.sanad.api.platform.db.Null;
import org.sanad.api.platform.security.Actor;
import org.sanad.api.platform.security.PublicAccess;
import org.sanad.api.platform.security.SystemOnly;
import org.sanad.api.platform.text.Locale;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Knows who is asking and what they prefer. A person has a row from the first time that something has to point at them. */
@Service
public class Viewers {

    private static final String READ = "select locale, calendar, digits from actors where id = $1";

    private static final String PREFER = """
            insert into actors (id, issuer, subject, is_partner, name, email, locale, calendar, digits)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            on conflict (id) do update set
              name = excluded.name, email = excluded.email, seen_at = now(), locale = coalesce(excluded.locale, actors.locale),
              calendar = coalesce(excluded.calendar, actors.calendar), digits = coalesce(excluded.digits, actors.digits)
            where actors.departed_at is null
            returning locale, calendar, digits
            """;

    private static final String ENTER = """
            insert into actors (id, issuer, subject, name, email) values ($1, $2, $3, $4, $5)
            on conflict (id) do update set
              name = coalesce(excluded.name, actors.name), email = coalesce(excluded.email, actors.email), seen_at = now()
            where actors.departed_at is null
            """;

    private final Database database;
    private final Database jobs;

    Viewers(Database database, @Qualifier("jobDatabase") Database jobDatabase) {
        this.database = database;
        this.jobs = jobDatabase;
    }

    /** The person or partner behind the request. Empty for a guest. */
    @PublicAccess
    public Mono<Viewer> present() {
        return Actor.current()
                .flatMap(actor -> database.one(READ, row -> viewer(actor, row), actor.id())
                        .switchIfEmpty(Mono.fromSupplier(() -> new Viewer(
                                actor.subject(), actor.name(), actor.email(), actor.partner(), null, null, null))));
    }

    /** Sets what is given; null stays as it is. Empty for a guest, for whom nothing is kept. */
    @PublicAccess
    public Mono<Viewer> prefer(
            @Nullable Locale locale, Viewer.@Nullable Calendar calendar, Viewer.@Nullable Digits digits) {
        return Actor.current()
                .flatMap(actor -> database.changeReturning(
                                PREFER,
                                row -> viewer(actor, row),
                                actor.id(),
                                actor.issuer(),
                                actor.subject(),
                                actor.partner(),
                                Null.or(actor.name(), String.class),
                                Null.or(actor.email(), String.class),
                                Null.or(locale == null ? null : locale.name(), String.class),
                                Null.or(calendar == null ? null : calendar.name(), String.class),
                                Null.or(digits == null ? null : digits.name(), String.class))
                        .singleOrEmpty());
    }

    /** Writes the present actor down, so that a row can point at them, and tells the id. Empty for a guest. */
    @PublicAccess
    public Mono<UUID> remember() {
        return Actor.current().flatMap(actor -> prefer(null, null, null).thenReturn(actor.id()));
    }

    /** Writes a person down whom the system knows of, and tells the id. */
    @SystemOnly
    public Mono<UUID> enter(String issuer, String subject, @Nullable String name, @Nullable String email) {
        var id = Actor.idOf(issuer, subject);
        return jobs.change(ENTER, id, issuer, subject, Null.or(name, String.class), Null.or(email, String.class))
                .thenReturn(id);
    }

    private static Viewer viewer(Actor actor, Readable row) {
        return new Viewer(
                actor.subject(),
                actor.name(),
                actor.email(),
                actor.partner(),
                named(Locale.class, row.get("locale", String.class)),
                named(Viewer.Calendar.class, row.get("calendar", String.class)),
                named(Viewer.Digits.class, row.get("digits", String.class)));
    }

    private static <E extends Enum<E>> @Nullable E named(Class<E> type, @Nullable String name) {
        return name == null ? null : Enum.valueOf(type, name);
    }
}
