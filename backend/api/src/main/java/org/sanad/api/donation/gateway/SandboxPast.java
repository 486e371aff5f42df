package org.sanad.api.donation.gateway;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.api.donation.PaymentProvider.Order;
import org.sanad.api.platform.db.Database;
import org.sanad.api.platform.db.Ids;
import org.sanad.api.platform.security.SystemOnly;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * The sandbox gateway's door for payments that it took before it stood here: they stand in its books as paid and confirmed on their day, so that
 * they can be paid back and are in the settlement files like any other.
 */
@Service
@ConditionalOnProperty(name = "sanad.payment-provider", havingValue = "sandbox")
public class SandboxPast {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Database books;
    private final Clock clock;

    SandboxPast(@Qualifier("jobDatabase") Database books, Clock clock) {
        this.books = books;
        this.clock = clock;
    }

    /** An order that was paid. */
    public record Paid(Order order, Instant paidAt) {}

    /** Enters payments in one statement, and tells their references by the orders' ids. Never empty; an order that is known keeps its payment. */
    @SystemOnly
    public Mono<Map<UUID, String>> enter(List<Paid> payments) {
        record Entered(UUID order, String reference) {}
        return books.changeReturning(
                        """
                        insert into sandbox_payments as p (id, reference, order_id, merchant, amount, currency, locale, payee, return_url, state,
                          scenario, created_at, expires_at, paid_at, verified_at)
                        select r.id, r.reference, r.order_id, r.merchant, r.amount, r.currency, r.locale, r.payee, r.return_url, 'PAID',
                          'APPROVE', r.paid_at, r.expires_at, r.paid_at, $2
                        from jsonb_populate_recordset(null::sandbox_payments, $1::jsonb) r order by r.paid_at, r.order_id
                        on conflict (order_id) do update set order_id = excluded.order_id
                        returning p.order_id, p.reference""",
                        row -> new Entered(
                                SandboxPayment.the(row, "order_id", UUID.class),
                                SandboxPayment.the(row, "reference", String.class)),
                        JSON.writeValueAsString(
                                payments.stream().map(SandboxPast::row).toList()),
                        clock.instant())
                .collectMap(Entered::order, Entered::reference);
    }

    private static Map<String, @Nullable Object> row(Paid paid) {
        var order = paid.order();
        var row = new LinkedHashMap<String, @Nullable Object>();
        row.put("id", Ids.next());
        row.put("reference", SandboxGateway.reference());
        row.put("order_id", order.id());
        row.put("merchant", order.organization());
        row.put("amount", order.amount().minor());
        row.put("currency", order.amount().currency());
        row.put("locale", order.locale());
        row.put("payee", order.payee());
        row.put("return_url", order.returnUrl());
        row.put("expires_at", order.expiresAt().toString());
        row.put("paid_at", paid.paidAt().toString());
        return row;
    }
}
