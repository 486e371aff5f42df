package org.sanad.api.donation;

import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.sanad.api.platform.db.Database;
import org.sanad.api.platform.security.SignedIn;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Donors' words, shown once a moderator let them pass. */
@Service
public class Dedications {

    private final Database database;
    private final Gifts gifts;

    Dedications(Database database, Gifts gifts) {
        this.database = database;
        this.gifts = gifts;
    }

    /** Lets a dedication be shown, or withholds it; either may be changed again. Never empty. For moderators of the jurisdiction. */
    @SignedIn
    public Mono<Change<Donation>> moderate(UUID donation, boolean show) {
        return database.changeReturning(
                        "select outcome, id from moderate_dedication($1, $2)", Donations.Verdict::of, donation, show)
                .single()
                .flatMap(verdict -> verdict.outcome().equals("DONE")
                        ? gifts.byIds(Set.of(donation))
                                .<Change<Donation>>map(
                                        found -> new Change.Done<>(Objects.requireNonNull(found.get(donation))))
                        : Mono.just(Change.refused(DonationFault.Code.NOT_FOUND, "No such dedication.", "donationId")));
    }
}
