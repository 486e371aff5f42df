package org.sanad.api.donation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.sanad.api.platform.db.Database;
import org.sanad.api.platform.security.Actor;
import org.sanad.api.platform.security.PublicAccess;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Helps guests to find their gifts again. */
@Service
public class GiftLinks {

    private static final Duration PAUSE = Duration.ofMinutes(5);
    private static final int AT_MOST = 20;

    /** One more request; no row where the allowance is spent. */
    private static final String CHARGE = """
            insert into donation_link_allowances as a (key_hash, spent_until) values ($1, $2::timestamptz + $3 * interval '1 second')
            on conflict (key_hash) do update set spent_until = greatest(a.spent_until, $2) + $3 * interval '1 second'
              where greatest(a.spent_until, $2) + $3 * interval '1 second' <= $2 + $4 * $3 * interval '1 second'
            returning true as charged
            """;

    private static final String FORGET = """
            delete from donation_link_allowances
            where key_hash in (select key_hash from donation_link_allowances where spent_until < $1 limit 20 for update skip locked)
            """;

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

    /** What came of asking. Nothing in it tells whether there are gifts. */
    public sealed interface Outcome {
        /** Links are on their way, if there is anything to link to. */
        record Accepted() implements Outcome {}

        /** Neither an e-mail address nor a phone number. */
        record Malformed() implements Outcome {}

        /** Asked too often, for one contact or by one caller. */
        record TooOften(Duration pause) implements Outcome {}
    }

    /** How many requests at once, and how soon there is one more. */
    enum Allowance {
        /** For one contact, by whomever: nobody's letterbox is filled. */
        CONTACT(5, Duration.ofHours(1)),
        /** By one caller, for whatever contacts: wide, since a mobile network has one address for many. */
        CALLER(30, Duration.ofMinutes(1));

        private final int burst;
        private final Duration interval;

        Allowance(int burst, Duration interval) {
            this.burst = burst;
            this.interval = interval;
        }
    }

    /**
     * Sends fresh links to the gifts of a contact, at most once in five minutes. Never empty: every refusal is an {@link Outcome}, and the same
     * whether or not the contact has gifts, so that nobody learns from it who gave.
     */
    @PublicAccess
    public Mono<Outcome> request(String typed, org.sanad.api.platform.text.Locale locale) {
        var contact = typed.strip();
        boolean mail = CampaignTerms.isEmail(contact);
        if (!mail && !CampaignTerms.isPhone(contact)) {
            return Mono.just(new Outcome.Malformed());
        }
        var key = mail ? contact.toLowerCase(Locale.ROOT) : contact;
        var hash = secrets.keyed("contact", key);
        var now = clock.instant();
        Mono<Outcome> sent = Mono.defer(() -> first(hash, now))
                .flatMap(first -> gifts(mail, key, contact, locale))
                .thenReturn(new Outcome.Accepted());
        return jobs.transaction(() -> jobs.change(FORGET, now)
                .then(caller())
                .flatMap(caller -> within(
                        Allowance.CALLER,
                        caller,
                        now,
                        Mono.defer(() -> isPaused(hash, now))
                                .flatMap(paused -> paused
                                        ? Mono.just(new Outcome.Accepted())
                                        : within(Allowance.CONTACT, key, now, sent)))));
    }

    /** The program or person that asks, wherever it is; a guest is known by the address alone. */
    private static Mono<String> caller() {
        return Actor.current()
                .map(actor -> actor.id().toString())
                .switchIfEmpty(Mono.deferContextual(context -> Mono.just(Callers.address(context))));
    }

    private Mono<Outcome> within(Allowance allowance, String subject, Instant now, Mono<Outcome> work) {
        var hash = secrets.keyed("allowance " + allowance, subject);
        int seconds = Math.toIntExact(allowance.interval.toSeconds());
        return jobs.changeReturning(CHARGE, row -> true, hash, now, seconds, allowance.burst)
                .next()
                .flatMap(charged -> work)
                .switchIfEmpty(Mono.defer(() -> jobs.one(
                                "select spent_until from donation_link_allowances where key_hash = $1",
                                row -> Rows.the(row, "spent_until", Instant.class),
                                hash)
                        .map(spent -> Duration.between(
                                now, spent.plusSeconds(seconds).minusSeconds((long) seconds * allowance.burst)))
                        .map(wait -> new Outcome.TooOften(Duration.ofSeconds(Math.max(1, wait.toSeconds() + 1))))));
    }

    private Mono<Boolean> isPaused(byte[] contact, Instant now) {
        return jobs.one(
                "select exists (select from donation_link_requests where contact_hash = $1 and sent_at > $2) as paused",
                row -> Rows.the(row, "paused", Boolean.class),
                contact,
                now.minus(PAUSE));
    }

    /** Of requests that come at the same time, the first. Empty for the others. */
    private Mono<Boolean> first(byte[] contact, Instant now) {
        return jobs.changeReturning("""
                        insert into donation_link_requests as r (contact_hash, sent_at) values ($1, $2)
                        on conflict (contact_hash) do update set sent_at = excluded.sent_at where r.sent_at <= $3
                        returning true as first""", row -> true, contact, now, now.minus(PAUSE))
                .singleOrEmpty();
    }

    private Mono<Void> gifts(boolean mail, String key, String contact, org.sanad.api.platform.text.Locale locale) {
        return jobs.many(
                        """
                        select donation_id from donation_donors o join donations d on d.id = o.donation_id
                        where %s = $1 and d.state <> 'CREATED' order by d.created_at desc limit %d
                        """.formatted(mail ? "lower(o.email)" : "o.phone", AT_MOST),
                        row -> Rows.the(row, "donation_id", UUID.class),
                        key)
                .collectList()
                .filter(gifts -> !gifts.isEmpty())
                .flatMap(gifts -> letters.links(jobs, gifts, contact, locale))
                .then();
    }
}
