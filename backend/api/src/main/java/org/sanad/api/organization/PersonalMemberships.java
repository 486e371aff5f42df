package org.sanad.api.organization;

import org.sanad.api.platform.db.Database;
import org.sanad.api.platform.db.Null;
import org.sanad.api.platform.security.PersonalRecords;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Ends the memberships of who left, and the invitations that wait for them; name and address go, the body's history stays. */
@Component
class PersonalMemberships implements PersonalRecords {

    private static final String FORGET = """
            update memberships set state = 'ENDED', name = null, email = null
            where actor_id = $1 or (state <> 'ACTIVE' and actor_id is null and lower(email) = lower($2))
            """;

    private final Database jobs;

    PersonalMemberships(@Qualifier("jobDatabase") Database jobDatabase) {
        this.jobs = jobDatabase;
    }

    @Override
    public Mono<Void> forget(Departed person) {
        return jobs.change(FORGET, person.actor(), Null.or(person.email(), String.class))
                .then();
    }
}
