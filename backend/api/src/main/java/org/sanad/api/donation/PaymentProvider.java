package org.sanad.api.donation;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.sanad.api.platform.money.Money;
import org.sanad.api.platform.text.Locale;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;

/**
 * A gateway that takes payments. Its word counts in two ways only: a notice tells that something happened, and {@link #fetch} tells what; a notice
 * is never believed for an amount.
 */
public interface PaymentProvider {

    /** The name in the path of its notices. */
    String name();

    /** Whether no money moves there. */
    boolean isTest();

    /** Opens a checkout. Opening an order again answers the same checkout. Never empty; an error means that the gateway doesn't answer. */
    Mono<Checkout> open(Order order);

    /** Asks what truly became of a payment, and by asking confirms it to the gateway. Empty where the gateway doesn't know it. */
    Mono<Payment> fetch(String reference);

    /** Pays back in full; asking again does nothing more. False where the gateway refuses; an error means that it doesn't answer. */
    Mono<Boolean> refund(String reference);

    /** Reads a notice. Empty where its signature is wrong, or its time is more than five minutes off. */
    Optional<Notice> read(HttpHeaders headers, byte[] body, Instant now);

    /** Where the gateway offers a day's settlement file of an organization; empty where it offers none by URL. */
    Optional<URI> settlementFile(UUID organization, java.time.LocalDate day);

    /**
     * What is to be paid.
     *
     * @param id the gift's
     * @param payee the charity's name, for the payment page
     * @param returnUrl where the donor goes afterwards, by GET or by POST
     */
    record Order(
            UUID id,
            UUID organization,
            Money amount,
            String payee,
            Locale locale,
            String returnUrl,
            Instant expiresAt) {}

    /** An open checkout: what the gateway calls it, and where to pay. */
    record Checkout(String reference, URI url) {}

    /** What a gateway says of a payment. */
    record Payment(String reference, UUID order, Money amount, Status status) {}

    /** Where a payment stands. */
    enum Status {
        OPEN,
        PAID,
        DECLINED,
        CANCELLED,
        EXPIRED,
        REVERSED,
        REFUNDED
    }

    /** A genuine notice; its id counts once. */
    record Notice(String eventId, String reference) {}
}
