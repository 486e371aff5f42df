package org.sanad.api.donation;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.sanad.api.platform.db.Database;
import org.sanad.api.platform.security.PublicAccess;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Helps guests to find their gifts again. */
@Service
public class GiftLinks {

    private static final Duration PAUSE = Duration.ofMinutes(5);
    private static final int AT_MOST = 20;

    private final Database jobs;
    private final Letters letters;
    private final GiftSecrets secrets;
    private final Clock clock;

    GiftLinks(@Qualifier("jobDatabase") Database jobs, Letters letters, GiftSecrets secrets, Clock clock) {
        this.jobs = jobs;
        this.letters = letters;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * Sends fresh links to the gifts of a contact, at most once in five minutes. True where the contact is well-formed, whether or not it has
     * gifts: nobody learns from the answer who gave.
     */
    @PublicAccess
    public Mono<Boolean> request(String typed, org.sanad.api.platform.text.Locale locale) {
        var contact = typed.strip();
        boolean mail = CampaignTerms.isEmail(contact);
        if (!mail && !CampaignTerms.isPhone(contact)) {
            return Mono.just(false);
        }
        var key = mail ? contact.toLowerCase(Locale.ROOT) : contact;
        var now = clock.instant();
        return jobs.transaction(() -> jobs.changeReturning(
                                """
                                insert into donation_link_requests as r (contact_hash, sent_at) values ($1, $2)
                                on conflict (contact_hash) do update set sent_at = excluded.sent_at where r.sent_at <= $3
                                returning true as first""", row -> true, secrets.keyed("contact", key), now, now.minus(PAUSE))
                        .singleOrEmpty()
                        .flatMap(first -> jobs.many(
                                        "select donation_id from donation_donors o join donations d on d.id = o.donation_id where "
                                                + (mail ? "lower(o.email) = $1" : "o.phone = $1")
                                                + " and d.state <> 'CREATED' order by d.created_at desc limit "
                                                + AT_MOST,
                                        row -> Rows.the(row, "donation_id", UUID.class),
                                        key)
                                .collectList())
                        .filter(gifts -> !gifts.isEmpty())
                        .flatMap(gifts -> letters.links(jobs, gifts, contact, locale)))
                .thenReturn(true);
    }
}
