package org.sanad.api.donation;

import java.util.Objects;
import org.sanad.api.platform.db.Database;
import org.sanad.api.platform.db.Null;
import org.sanad.api.platform.security.PersonalRecords;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Cuts the gifts of who left off from them. The ledger and the receipts that were issued stay as they are. */
@Component
class PersonalGifts implements PersonalRecords {

    private final Database jobs;

    PersonalGifts(@Qualifier("jobDatabase") Database jobDatabase) {
        this.jobs = jobDatabase;
    }

    @Override
    public Mono<Void> forget(Departed person) {
        return jobs.one(
                        "select forget_donor($1, $2)",
                        row -> Objects.requireNonNull(row.get(0, Long.class)),
                        person.actor(),
                        Null.or(person.email(), String.class))
                .then();
    }
}
