package org.sanad.api.donation.gateway;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.api.donation.PaymentProvider;
import org.sanad.api.platform.money.Money;
import org.sanad.api.platform.text.Locale;

/** A payment in the sandbox gateway's books. */
record SandboxPayment(
        UUID id,
        String reference,
        UUID order,
        UUID merchant,
        Money amount,
        Locale locale,
        String payee,
        String returnUrl,
        State state,
        Instant expiresAt,
        @Nullable Instant paidAt,
        @Nullable Instant refundedAt) {

    static final String COLUMNS =
            "id, reference, order_id, merchant, amount, currency, locale, payee, return_url, state, expires_at, paid_at, refunded_at";

    enum State {
        OPEN,
        DELAYED,
        PAID,
        DECLINED,
        CANCELLED,
        EXPIRED,
        REVERSED,
        REFUNDED
    }

    static SandboxPayment of(Readable row) {
        return new SandboxPayment(
                the(row, "id", UUID.class),
                the(row, "reference", String.class),
                the(row, "order_id", UUID.class),
                the(row, "merchant", UUID.class),
                new Money(the(row, "amount", Long.class), the(row, "currency", String.class)),
                Locale.valueOf(the(row, "locale", String.class)),
                the(row, "payee", String.class),
                the(row, "return_url", String.class),
                State.valueOf(the(row, "state", String.class)),
                the(row, "expires_at", Instant.class),
                row.get("paid_at", Instant.class),
                row.get("refunded_at", Instant.class));
    }

    static <T> T the(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }

    /** Whether the donor can still decide. */
    boolean isOpen(Instant now) {
        return state == State.OPEN && now.isBefore(expiresAt);
    }

    /** What the gateway says of it to those who ask. */
    PaymentProvider.Payment told(Instant now) {
        var status = switch (state) {
            case OPEN -> now.isBefore(expiresAt) ? PaymentProvider.Status.OPEN : PaymentProvider.Status.EXPIRED;
            case DELAYED -> PaymentProvider.Status.OPEN;
            case PAID -> PaymentProvider.Status.PAID;
            case DECLINED -> PaymentProvider.Status.DECLINED;
            case CANCELLED -> PaymentProvider.Status.CANCELLED;
            case EXPIRED -> PaymentProvider.Status.EXPIRED;
            case REVERSED -> PaymentProvider.Status.REVERSED;
            case REFUNDED -> PaymentProvider.Status.REFUNDED;
        };
        return new PaymentProvider.Payment(reference, order, amount, status);
    }
}
