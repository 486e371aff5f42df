package org.sanad.standalone.demo;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.sanad.api.donation.Change;
import org.sanad.api.donation.DedicationState;
import org.sanad.api.donation.DonationFault;
import org.sanad.api.donation.PaymentProvider.Order;
import org.sanad.api.donation.RefundReason;
import org.sanad.api.donation.Refunds;
import org.sanad.api.donation.ReportedMovement;
import org.sanad.api.donation.SettledDonation;
import org.sanad.api.donation.SettledDonations;
import org.sanad.api.donation.gateway.SandboxPast;
import org.sanad.api.platform.Settings;
import org.sanad.api.platform.money.Currencies;
import org.sanad.api.platform.money.Money;
import org.sanad.api.platform.text.Locale;

/** Records the demo's gifts, paid at the sandbox gateway each, and what the charities paid out of them. Blocks. */
final class DemoGifts {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final SettledDonations donations;
    private final SandboxPast gateway;
    private final Currencies currencies;
    private final Settings settings;
    private final Refunds refunds;
    private final DemoPeople people;

    /** Whom gifts of a campaign go to. */
    record Receiver(UUID campaign, UUID organization, String payee) {}

    DemoGifts(
            SettledDonations donations,
            SandboxPast gateway,
            Refunds refunds,
            Currencies currencies,
            Settings settings,
            DemoPeople people) {
        this.donations = donations;
        this.gateway = gateway;
        this.currencies = currencies;
        this.settings = settings;
        this.refunds = refunds;
        this.people = people;
    }

    /** What a gift is known by, at the gateway too: the same on every try. */
    static UUID id(DemoGift gift) {
        return UUID.nameUUIDFromBytes(gift.origin().getBytes(StandardCharsets.UTF_8));
    }

    /** Has gifts paid at the gateway, and records them; those that are there already stay as they are. */
    void give(List<DemoGift> gifts, Map<String, Receiver> receivers) {
        var paid = gifts.stream()
                .map(gift -> new SandboxPast.Paid(order(gift, receiver(gift.campaign(), receivers)), gift.at()))
                .toList();
        var references = Objects.requireNonNull(gateway.enter(paid).block(PATIENCE));
        var settled = gifts.stream()
                .map(gift -> settled(
                        gift,
                        receiver(gift.campaign(), receivers).campaign(),
                        Objects.requireNonNull(references.get(id(gift)))))
                .toList();
        switch (Objects.requireNonNull(donations.recordSettledDonations(settled).block(PATIENCE))) {
            case SettledDonations.Recording.Recorded recorded -> {}
            case SettledDonations.Recording.Refused refused ->
                throw new IllegalStateException("the demo's gifts are refused: " + refused.refusals());
        }
    }

    private Order order(DemoGift gift, Receiver receiver) {
        return new Order(
                id(gift),
                receiver.organization(),
                money(gift.amount(), gift.currency()),
                receiver.payee(),
                locale(gift),
                settings.url("/").toString(),
                gift.at().plus(Duration.ofHours(1)));
    }

    private SettledDonation settled(DemoGift gift, UUID campaign, String reference) {
        return new SettledDonation(
                gift.origin(),
                campaign,
                money(gift.amount(), gift.currency()),
                gift.intention(),
                new SettledDonation.Payment(id(gift), reference),
                gift.at(),
                gift.byDonor() ? people.actor("donor").id() : null,
                gift.byDonor() ? DemoPeople.account("donor").name() : gift.donorName(),
                gift.displayName(),
                gift.dedication(),
                gift.dedication() == null
                        ? null
                        : gift.awaitsModerator() ? DedicationState.AWAITING_MODERATION : DedicationState.SHOWN,
                locale(gift),
                true);
    }

    private static Locale locale(DemoGift gift) {
        return gift.currency().equals("IRR") ? Locale.FA : Locale.AR;
    }

    /** Posts what the charities paid out, as their books would report it. */
    void pay(List<DemoPayment> payments, Map<String, Receiver> receivers) {
        donations
                .recordReportedMovements(payments.stream()
                        .map(payment -> new ReportedMovement(
                                payment.origin(),
                                ReportedMovement.Kind.DISBURSEMENT,
                                receiver(payment.campaign(), receivers).campaign(),
                                payment.intention(),
                                money(payment.amount(), payment.currency()),
                                payment.at(),
                                null))
                        .toList())
                .block(PATIENCE);
    }

    /** Pays gifts back through the gateway, as the finance office does; those that were paid back already stay so. */
    void payBack(Map<RefundReason, DemoGift> gifts) {
        gifts.forEach((reason, gift) -> {
            var change = refunds.refund(id(gift), reason, "demo-refund-" + id(gift))
                    .contextWrite(people.acting("finance"))
                    .block(PATIENCE);
            switch (Objects.requireNonNull(change)) {
                case Change.Done<Refunds.Refunded>(var refunded) -> {
                    if (!refunded.faults().isEmpty()) {
                        throw new IllegalStateException("a gift of the demo is not paid back: " + refunded.faults());
                    }
                }
                case Change.Refused<Refunds.Refunded>(var faults) -> {
                    // the office of an issuer that has moved since paid it back
                    if (faults.stream().anyMatch(fault -> fault.code() != DonationFault.Code.WRONG_STATE)) {
                        throw new IllegalStateException("a gift of the demo can't be paid back: " + faults);
                    }
                }
            }
        });
    }

    private static Receiver receiver(String campaign, Map<String, Receiver> receivers) {
        return Objects.requireNonNull(receivers.get(campaign), campaign);
    }

    private Money money(BigDecimal amount, String currency) {
        return currencies.money(amount, currency).orElseThrow(() -> new IllegalStateException(amount + " " + currency));
    }
}
