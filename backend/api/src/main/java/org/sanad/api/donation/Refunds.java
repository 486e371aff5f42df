package org.sanad.api.donation;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.sanad.api.platform.db.Database;
import org.sanad.api.platform.security.SignedIn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Pays whole gifts back through the way they came. */
@Service
public class Refunds {

    private static final Logger log = LoggerFactory.getLogger(Refunds.class);

    private final Database database;
    private final Settlements settlements;
    private final Gifts gifts;
    private final GiftSecrets secrets;
    private final Clock clock;

    Refunds(Database database, Settlements settlements, Gifts gifts, GiftSecrets secrets, Clock clock) {
        this.database = database;
        this.settlements = settlements;
        this.gifts = gifts;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** A refund, and the fault where the gateway refused it: the gift is told either way. */
    public record Refunded(Donation donation, java.util.List<DonationFault> faults) {}

    /**
     * Pays a gift back. Never empty. The money leaves its fund before the gateway is asked, so that no allocation can take it meanwhile; where the
     * gateway refuses it is back at once, and where it doesn't answer the refund stays requested and is asked for again.
     */
    @SignedIn
    public Mono<Change<Refunded>> refund(UUID donation, RefundReason reason, String idempotencyKey) {
        var faults = new ArrayList<DonationFault>();
        Keys.check(idempotencyKey, faults);
        if (!faults.isEmpty()) {
            return Mono.just(new Change.Refused<>(faults));
        }
        return database.changeReturning(
                        "select outcome, id from request_refund($1, $2, $3, $4, $5)",
                        Donations.Verdict::of,
                        secrets.keyed("idempotency", idempotencyKey),
                        Donations.hashOf(donation, reason),
                        donation,
                        reason.name(),
                        clock.instant())
                .single()
                .flatMap(verdict -> switch (verdict.outcome()) {
                    case "REQUESTED" -> gift(donation).flatMap(this::payBack);
                    case "REPLAYED" -> gift(donation).map(Refunds::told);
                    case "REUSED" -> Mono.just(Keys.reused());
                    case "WRONG_STATE" ->
                        Mono.just(Change.refused(
                                DonationFault.Code.WRONG_STATE, "Only a gift that stands is paid back.", "donationId"));
                    case "INSUFFICIENT_FUNDS" ->
                        Mono.just(Change.refused(
                                DonationFault.Code.INSUFFICIENT_FUNDS,
                                "The gift's fund has been allocated; it no longer holds the amount.",
                                "donationId"));
                    default -> Mono.just(Change.refused(DonationFault.Code.NOT_FOUND, "No such gift.", "donationId"));
                });
    }

    private Mono<Change<Refunded>> payBack(Donation donation) {
        var paid = donation.channel() == DonationChannel.GATEWAY
                ? settlements.payBack(donation.id(), donation.paymentReference())
                : settlements.paidByHand(donation.id());
        return paid.onErrorResume(failure -> {
                    log.warn("the gateway did not answer for a refund: {}", failure.toString());
                    return Mono.just(false);
                })
                .then(gift(donation.id()))
                .map(Refunds::told);
    }

    private static Change<Refunded> told(Donation donation) {
        boolean refused = donation.refund() != null && donation.refund().state() == RefundState.FAILED;
        return new Change.Done<>(new Refunded(
                donation,
                refused
                        ? java.util.List.of(DonationFault.of(
                                DonationFault.Code.REFUND_FAILED,
                                "The gateway refused; the money is still in the fund."))
                        : java.util.List.of()));
    }

    private Mono<Donation> gift(UUID id) {
        return gifts.byIds(Set.of(id)).map(found -> Objects.requireNonNull(found.get(id)));
    }
}
