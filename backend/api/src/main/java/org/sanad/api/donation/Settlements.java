package org.sanad.api.donation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sanad.api.donation.PaymentProvider.Payment;
import org.sanad.api.donation.PaymentProvider.Status;
import org.sanad.api.platform.Gathering;
import org.sanad.api.platform.db.Database;
import org.sanad.api.platform.db.Null;
import org.sanad.api.platform.money.Money;
import org.sanad.api.platform.security.PublicAccess;
import org.sanad.api.platform.security.SystemOnly;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Carries the gateway's word into the ledger. Whatever tells that a payment may have changed (a signed notice, or the sweep that asks because none
 * came), the provider is asked what is true, and that alone is posted.
 */
@Service
public class Settlements {

    /** How long Sanad waits for a notice before it asks by itself, and again after each time. */
    static final Duration SILENCE = Duration.ofMinutes(3);

    private static final Logger log = LoggerFactory.getLogger(Settlements.class);
    private static final int AT_ONCE = 100;
    private static final int GOES = 2;
    private static final int TOGETHER = 64;

    private final Database jobs;
    private final PaymentProvider provider;
    private final Letters letters;
    private final Clock clock;
    private final Gathering<Paid, After> gathering = new Gathering<>(GOES, TOGETHER, this::settle);

    Settlements(@Qualifier("jobDatabase") Database jobs, PaymentProvider provider, Letters letters, Clock clock) {
        this.jobs = jobs;
        this.provider = provider;
        this.letters = letters;
        this.clock = clock;
    }

    /** What was done with a notice. */
    public enum Taken {
        /** Carried out, or nothing was left to do: it need not be sent again. */
        DONE,
        /** Not from this gateway, changed on the way, or too old. */
        FORGED
    }

    /**
     * Takes a gateway's notice, by its raw bytes. Never empty. An id counts once; an error means that nothing was written, and that the gateway
     * had better send it again.
     */
    @PublicAccess
    public Mono<Taken> take(String providerName, HttpHeaders headers, byte[] body) {
        if (!providerName.equals(provider.name())) {
            return Mono.just(Taken.FORGED);
        }
        return Mono.justOrEmpty(provider.read(headers, body, clock.instant()))
                .flatMap(notice -> isKnown(notice.eventId())
                        .flatMap(known -> known
                                ? Mono.just(Taken.DONE)
                                : provider.fetch(notice.reference())
                                        .flatMap(payment -> apply(payment, notice.eventId()))
                                        .thenReturn(Taken.DONE)))
                .defaultIfEmpty(Taken.FORGED);
    }

    private Mono<Boolean> isKnown(String eventId) {
        return jobs.one(
                "select exists (select from gateway_notices where provider = $1 and event_id = $2) as known",
                row -> Rows.yes(row, "known"),
                provider.name(),
                eventId);
    }

    /**
     * Does what no notice asked for: asks the gateway about payments that stay silent, ends gifts that ran out of time, and asks again for refunds
     * that have no answer. Tells how many gifts it looked at.
     */
    @SystemOnly
    public Mono<Long> sweep() {
        var now = clock.instant();
        record Silent(UUID id, @Nullable String reference, boolean overdue) {}
        var gifts = jobs.changeReturning(
                        "select id, payment_reference, overdue from donations_to_check($1, make_interval(secs => $2), $3)",
                        row -> new Silent(
                                Rows.the(row, "id", UUID.class),
                                row.get("payment_reference", String.class),
                                Rows.yes(row, "overdue")),
                        now,
                        (double) SILENCE.toSeconds(),
                        AT_ONCE)
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMap(silent -> look(silent.id(), silent.reference(), silent.overdue())
                        .onErrorResume(failure -> {
                            log.warn("asking about a gift failed: {}", failure.toString());
                            return Mono.empty();
                        })
                        .thenReturn(silent))
                .count();
        return gifts.flatMap(count -> openRefunds(now).thenReturn(count));
    }

    /** Folds what was raised since the last time into the totals by currency; tells how many additions there were. They are exact without it. */
    @SystemOnly
    public Mono<Long> fold() {
        return jobs.changeReturning("select fold_currencies() as folded", row -> Rows.the(row, "folded", Long.class))
                .single();
    }

    private Mono<Void> look(UUID donation, @Nullable String reference, boolean overdue) {
        if (reference == null) {
            return overdue ? end(donation, null) : Mono.empty();
        }
        return provider.fetch(reference)
                .flatMap(payment -> payment.status() == Status.OPEN
                        ? overdue ? end(donation, null) : Mono.<Void>empty()
                        : apply(payment, null));
    }

    private Mono<Void> openRefunds(Instant now) {
        return jobs.many(
                        """
                        select id, payment_reference, channel from donations
                        where refund_state = 'REQUESTED' and refund_requested_at <= $1 order by refund_requested_at limit 50""",
                        row -> new Refunded(
                                Rows.the(row, "id", UUID.class),
                                row.get("payment_reference", String.class),
                                Rows.word(row, "channel", DonationChannel.class)),
                        now.minusSeconds(60))
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMap(open -> (open.channel() == DonationChannel.GATEWAY
                                ? payBack(open.id(), open.reference())
                                : paidByHand(open.id()))
                        .onErrorResume(failure -> {
                            log.warn("asking for a refund failed: {}", failure.toString());
                            return Mono.empty();
                        }))
                .then();
    }

    private record Refunded(UUID id, @Nullable String reference, DonationChannel channel) {}

    /**
     * Pays a requested refund back through the gateway and notes what came of it. True where it was paid back, false where it was refused; an
     * error means that the gateway doesn't answer, and that the sweep will ask again.
     */
    Mono<Boolean> payBack(UUID donation, @Nullable String reference) {
        var answer = reference == null ? Mono.just(false) : provider.refund(reference);
        return answer.flatMap(paid -> jobs.changeReturning(
                        "select end_refund($1, $2, $3) as ended", row -> paid, donation, paid, clock.instant())
                .single());
    }

    /** Notes that a gift which came by hand was paid back by hand. */
    Mono<Boolean> paidByHand(UUID donation) {
        return jobs.changeReturning("select end_refund($1, true, $2) as ended", row -> true, donation, clock.instant())
                .single();
    }

    private Mono<Void> apply(Payment payment, @Nullable String eventId) {
        record Waiting(UUID id, Money amount) {}
        return jobs.one(
                        "select id, amount, currency from donations where payment_reference = $1",
                        row -> new Waiting(Rows.the(row, "id", UUID.class), Rows.money(row, "amount")),
                        payment.reference())
                .flatMap(gift -> {
                    boolean same =
                            gift.id().equals(payment.order()) && gift.amount().equals(payment.amount());
                    var paid = new Paid(gift.id(), eventId);
                    var carried = same && payment.status() == Status.PAID
                            ? gathering.join(paid)
                            : jobs.transaction(() -> note(List.of(paid))
                                    .flatMap(fresh -> fresh.isEmpty()
                                            ? Mono.just(After.NOTHING)
                                            : carry(gift.id(), payment, same)));
                    return carried.flatMap(after -> after == After.PAY_BACK
                            ? payBack(gift.id(), payment.reference()).then()
                            : after == After.GIVE_BACK
                                    ? provider.refund(payment.reference()).then()
                                    : Mono.<Void>empty());
                });
    }

    private enum After {
        NOTHING,
        /** The ledger holds the money in suspense: pay it back and note it. */
        PAY_BACK,
        /** The payment is not the gift's as it was asked for, and is in no book of ours: let the gateway give it back. */
        GIVE_BACK
    }

    /** A gift that was paid, and the event by which the gateway told it; null where it was asked. */
    private record Paid(UUID donation, @Nullable String eventId) {}

    /** Writes events' ids down; without those that were there, of which a delivery at the same time has done the work. */
    private Mono<Set<UUID>> note(List<Paid> all) {
        var told = all.stream().filter(paid -> paid.eventId() != null).toList();
        var asked = all.stream().filter(paid -> paid.eventId() == null).map(Paid::donation);
        return told.isEmpty()
                ? Mono.just(asked.collect(Collectors.toSet()))
                : jobs.changeReturning(
                                """
                                insert into gateway_notices (provider, event_id, donation_id, taken_at)
                                select $1, n.event_id, n.donation_id, $4 from unnest($2::text[], $3::uuid[]) n (event_id, donation_id)
                                order by n.event_id on conflict do nothing returning donation_id""",
                                row -> Rows.the(row, "donation_id", UUID.class),
                                provider.name(),
                                told.stream().map(Paid::eventId).toArray(String[]::new),
                                told.stream().map(Paid::donation).toArray(UUID[]::new),
                                clock.instant())
                        .collect(Collectors.toSet())
                        .map(fresh -> {
                            asked.forEach(fresh::add);
                            return fresh;
                        });
    }

    private Mono<After> carry(UUID donation, Payment payment, boolean same) {
        if (!same) {
            log.warn("payment {} is not what its gift says; nothing is posted", payment.reference());
            return end(donation, DonationFailure.UNVERIFIED)
                    .thenReturn(payment.status() == Status.PAID ? After.GIVE_BACK : After.NOTHING);
        }
        return switch (payment.status()) {
            case OPEN -> Mono.just(After.NOTHING);
            case PAID -> throw new IllegalStateException("settled together with others");
            case DECLINED -> end(donation, DonationFailure.DECLINED).thenReturn(After.NOTHING);
            case CANCELLED -> end(donation, DonationFailure.ABANDONED).thenReturn(After.NOTHING);
            case REVERSED -> end(donation, DonationFailure.UNVERIFIED).thenReturn(After.NOTHING);
            case EXPIRED -> end(donation, null).thenReturn(After.NOTHING);
            case REFUNDED ->
                jobs.changeReturning(
                                "select end_refund($1, true, $2) as ended",
                                row -> After.NOTHING,
                                donation,
                                clock.instant())
                        .single();
        };
    }

    /** Settles gifts that were paid, in one transaction, and writes to their donors. */
    private Mono<List<After>> settle(List<Paid> together, boolean patient) {
        return jobs.transaction(() -> (patient ? Mono.just(true) : impatient())
                .then(note(together))
                .flatMap(this::settle)
                .map(after -> together.stream()
                        .map(paid -> after.getOrDefault(paid.donation(), After.NOTHING))
                        .toList()));
    }

    private Mono<Boolean> impatient() {
        return jobs.changeReturning("select set_config('lock_timeout', '200ms', true)", row -> true)
                .single();
    }

    private Mono<Map<UUID, After>> settle(Set<UUID> donations) {
        record Outcome(UUID donation, boolean held) {}
        return jobs.changeReturning(
                        "select donation_id, outcome from settle_donations($1, $2, $3)",
                        row -> new Outcome(
                                Rows.the(row, "donation_id", UUID.class),
                                Rows.the(row, "outcome", String.class).equals("HELD")),
                        donations.toArray(UUID[]::new),
                        donations.stream().map(id -> ReceiptCode.random()).toArray(String[]::new),
                        clock.instant())
                .collectMap(Outcome::donation, outcome -> outcome.held() ? After.PAY_BACK : After.NOTHING)
                .delayUntil(after -> letters.closedMeanwhile(jobs, those(after, After.PAY_BACK))
                        .then(letters.receipts(jobs, those(after, After.NOTHING))));
    }

    private static List<UUID> those(Map<UUID, After> after, After which) {
        return after.entrySet().stream()
                .filter(each -> each.getValue() == which)
                .map(Map.Entry::getKey)
                .toList();
    }

    private Mono<Void> end(UUID donation, @Nullable DonationFailure failure) {
        return jobs.changeReturning(
                        "select end_donation($1, $2) as ended",
                        row -> true,
                        donation,
                        Null.or(failure == null ? null : failure.name(), String.class))
                .then();
    }
}
