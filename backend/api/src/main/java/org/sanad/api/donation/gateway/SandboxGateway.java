package org.sanad.api.donation.gateway;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.sanad.api.donation.PaymentProvider;
import org.sanad.api.donation.gateway.SandboxPayment.State;
import org.sanad.api.platform.db.Database;
import org.sanad.api.platform.security.Secrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Behaves like a real gateway, with books and a clock of its own: opens checkouts, lets the donor end them in every way that real payments end,
 * sends signed notices until they are taken, gives back what nobody confirmed within a quarter of an hour, refunds or refuses to, and writes a
 * settlement file for each day.
 */
@Component
@ConditionalOnProperty(name = "sanad.payment-provider", havingValue = "sandbox")
class SandboxGateway implements PaymentProvider {

    static final Duration UNCONFIRMED = Duration.ofMinutes(15);

    private static final Logger log = LoggerFactory.getLogger(SandboxGateway.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int AT_ONCE = 50;

    private final Database books;
    private final SandboxAddress address;
    private final Clock clock;
    private final StandardWebhook signer;
    private final Secrets secrets;
    private final WebClient web;

    SandboxGateway(@Qualifier("jobDatabase") Database books, SandboxAddress address, Secrets secrets, Clock clock) {
        this.books = books;
        this.address = address;
        this.clock = clock;
        this.secrets = secrets;
        this.signer =
                new StandardWebhook(secrets.sign("sandbox gateway", "notices").getBytes(StandardCharsets.US_ASCII));
        this.web = WebClient.create();
    }

    // ── what Sanad asks
    // ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    @Override
    public String name() {
        return "sandbox";
    }

    @Override
    public boolean isTest() {
        return true;
    }

    /** Makes what the gateway calls a payment; whoever knows it can see the payment's page. */
    static String reference() {
        return "SBX-" + HexFormat.of().withUpperCase().formatHex(Secrets.random(16));
    }

    @Override
    public Mono<Checkout> open(Order order) {
        return books.changeReturning(
                        """
                        insert into sandbox_payments as p (id, reference, order_id, merchant, amount, currency, locale, payee, return_url,
                          created_at, expires_at)
                        values (uuidv7(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                        on conflict (order_id) do update set order_id = excluded.order_id
                        returning p.reference""",
                        row -> SandboxPayment.the(row, "reference", String.class),
                        reference(),
                        order.id(),
                        order.organization(),
                        order.amount().minor(),
                        order.amount().currency(),
                        order.locale().name(),
                        order.payee(),
                        order.returnUrl(),
                        clock.instant(),
                        order.expiresAt())
                .single()
                .map(kept -> new Checkout(kept, address.gateway("/sandbox-gateway/pay/" + kept)));
    }

    @Override
    public Mono<Payment> fetch(String reference) {
        var now = clock.instant();
        return books.changeReturning(
                        "update sandbox_payments set verified_at = case when state = 'PAID' then coalesce(verified_at, $2) else verified_at end"
                                + " where reference = $1 returning " + SandboxPayment.COLUMNS,
                        SandboxPayment::of,
                        reference,
                        now)
                .singleOrEmpty()
                .map(payment -> payment.told(now));
    }

    @Override
    public Mono<Boolean> refund(String reference) {
        return books.changeReturning("""
                        update sandbox_payments set state = 'REFUNDED', refunded_at = coalesce(refunded_at, $2)
                        where reference = $1 and state in ('PAID', 'REFUNDED') and not refuses_refund
                        returning true as done""", row -> true, reference, clock.instant())
                .singleOrEmpty()
                .defaultIfEmpty(false);
    }

    @Override
    public Optional<Notice> read(HttpHeaders headers, byte[] body, Instant now) {
        if (!signer.isGenuine(headers, body, now)) {
            return Optional.empty();
        }
        var reference = JSON.readTree(body).path("data").path("reference").asString("");
        var id = headers.getFirst(StandardWebhook.ID);
        return reference.isEmpty() || id == null ? Optional.empty() : Optional.of(new Notice(id, reference));
    }

    @Override
    public Optional<URI> settlementFile(UUID organization, LocalDate day) {
        return Optional.of(address.gateway(
                "/sandbox-gateway/settlements/" + organization + "/" + day + ".csv?key=" + fileKey(organization)));
    }

    // ── what the donor does
    // ─────────────────────────────────────────────────────────────────────────────────────────────────────

    /** The payment that a page is for. Empty for an unknown reference. */
    Mono<SandboxPayment> payment(String reference) {
        return books.one(
                "select " + SandboxPayment.COLUMNS + " from sandbox_payments where reference = $1",
                SandboxPayment::of,
                reference);
    }

    /** Ends an open payment as the donor chose, and sends the notice where it comes first. Empty where it had ended already. */
    Mono<SandboxPayment> end(String reference, Scenario scenario) {
        var now = clock.instant();
        var state = switch (scenario) {
            case APPROVE, NOTICE_LATE, NOTICE_NEVER, NOTICE_TWICE, BROWSER_CLOSED, REFUND_REFUSED -> State.PAID;
            case DELAYED, PAID_AFTER_EXPIRY -> State.DELAYED;
            case REVERSED -> State.REVERSED;
            case DECLINE -> State.DECLINED;
            case CANCEL -> State.CANCELLED;
            case ABANDON -> State.OPEN;
        };
        return books.transaction(() -> books.changeReturning(
                                """
                                update sandbox_payments set state = $2, scenario = $3, refuses_refund = $4,
                                  paid_at = case $2 when 'PAID' then $5 when 'REVERSED' then $5
                                    when 'DELAYED' then case when $3 = 'DELAYED' then $5 + interval '30 seconds'
                                      else expires_at + interval '5 minutes' end end
                                where reference = $1 and state = 'OPEN' and expires_at > $5
                                returning\s""" + SandboxPayment.COLUMNS,
                                SandboxPayment::of,
                                reference,
                                state.name(),
                                scenario.name(),
                                scenario == Scenario.REFUND_REFUSED,
                                now)
                        .singleOrEmpty()
                        .flatMap(payment -> owe(payment, scenario, now).thenReturn(payment)))
                .flatMap(payment -> switch (scenario) {
                    case NOTICE_LATE, NOTICE_NEVER, ABANDON, DELAYED, PAID_AFTER_EXPIRY -> Mono.just(payment);
                    default -> deliverDue().thenReturn(payment);
                });
    }

    private Mono<Void> owe(SandboxPayment payment, Scenario scenario, Instant now) {
        return switch (scenario) {
            case NOTICE_NEVER, ABANDON, DELAYED, PAID_AFTER_EXPIRY -> Mono.empty();
            case NOTICE_LATE -> owe(payment, now.plusSeconds(10), 1);
            case NOTICE_TWICE -> owe(payment, now, 2);
            default -> owe(payment, now, 1);
        };
    }

    private Mono<Void> owe(SandboxPayment payment, Instant due, int times) {
        var body = JSON.writeValueAsString(java.util.Map.of(
                "type", "payment.updated",
                "timestamp", clock.instant().toString(),
                "data", java.util.Map.of("reference", payment.reference())));
        return books.change("""
                        insert into sandbox_notices (event_id, payment_id, body, due_at)
                        select $1, $2, $3, $4 from generate_series(1, $5)""", "evt_" + HexFormat.of().formatHex(Secrets.random(12)), payment.id(), body, due, times)
                .then();
    }

    // ── what the gateway does by itself
    // ─────────────────────────────────────────────────────────────────────────────────────────

    /** Does what has come due: late payments, reversals, notices. Tells how many notices were taken. */
    Mono<Long> work() {
        var now = clock.instant();
        var paid = books.changeReturning(
                "update sandbox_payments set state = 'PAID' where state = 'DELAYED' and paid_at <= $1 returning "
                        + SandboxPayment.COLUMNS,
                SandboxPayment::of,
                now);
        var reversed = books.changeReturning(
                "update sandbox_payments set state = 'REVERSED' where state = 'PAID' and verified_at is null and paid_at <= $1 returning "
                        + SandboxPayment.COLUMNS,
                SandboxPayment::of,
                now.minus(UNCONFIRMED));
        return Flux.concat(paid, reversed)
                .concatMap(payment -> owe(payment, now, 1))
                .then(deliverDue());
    }

    /** Sends the notices that are due; one that is not taken waits longer each time, up to an hour. Tells how many were taken. */
    Mono<Long> deliverDue() {
        record Due(long id, String event, String body) {}
        var now = clock.instant();
        return books.changeReturning(
                        """
                        update sandbox_notices n
                        set attempts = attempts + 1, due_at = $1 + least(interval '5 seconds' * (2 ^ least(attempts, 12)), interval '1 hour')
                        from (
                          select id from sandbox_notices where delivered_at is null and due_at <= $1 order by id limit $2
                          for update skip locked) due
                        where n.id = due.id
                        returning n.id, n.event_id, n.body""",
                        row -> new Due(
                                SandboxPayment.the(row, "id", Long.class),
                                SandboxPayment.the(row, "event_id", String.class),
                                SandboxPayment.the(row, "body", String.class)),
                        now,
                        AT_ONCE)
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMap(due -> send(due.event(), due.body().getBytes(StandardCharsets.UTF_8))
                        .filter(taken -> taken)
                        .flatMap(taken -> books.change(
                                "update sandbox_notices set delivered_at = $2 where id = $1",
                                due.id(),
                                clock.instant())))
                .count();
    }

    private Mono<Boolean> send(String event, byte[] body) {
        return Mono.defer(() -> {
                    var now = clock.instant();
                    return web.post()
                            .uri(address.notices())
                            .contentType(MediaType.APPLICATION_JSON)
                            .header(StandardWebhook.ID, event)
                            .header(StandardWebhook.TIMESTAMP, Long.toString(now.getEpochSecond()))
                            .header(StandardWebhook.SIGNATURE, signer.sign(event, now, body))
                            .bodyValue(body)
                            .retrieve()
                            .toBodilessEntity()
                            .map(answer -> answer.getStatusCode().is2xxSuccessful());
                })
                .timeout(Duration.ofSeconds(10))
                .onErrorResume(failure -> {
                    log.info("notice {} was not taken: {}", event, failure.getMessage());
                    return Mono.just(false);
                });
    }

    /** The headers and body of a genuine notice about a payment, to be delivered by someone else. */
    HttpHeaders signed(String event, byte[] body, Instant time) {
        var headers = new HttpHeaders();
        headers.set(StandardWebhook.ID, event);
        headers.set(StandardWebhook.TIMESTAMP, Long.toString(time.getEpochSecond()));
        headers.set(StandardWebhook.SIGNATURE, signer.sign(event, time, body));
        return headers;
    }

    // ── settlement files
    // ────────────────────────────────────────────────────────────────────────────────────────────────────────

    /** What was paid and paid back on a day, as CSV. Empty where the key is wrong. */
    Mono<String> settlement(UUID merchant, LocalDate day, String key) {
        if (!secrets.signed("sandbox gateway: settlement files", merchant.toString(), key)) {
            return Mono.empty();
        }
        var from = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        return books.many(
                        """
                        select reference, order_id, type, amount, iso, decimals, at from (
                          select reference, order_id, 'payment' as type, amount, currency, paid_at as at from sandbox_payments
                            where merchant = $1 and state in ('PAID', 'REFUNDED') and verified_at is not null
                          union all
                          select reference, order_id, 'refund', amount, currency, refunded_at from sandbox_payments
                            where merchant = $1 and state = 'REFUNDED') lines
                        join currencies on code = currency
                        where at >= $2 and at < $3
                        order by at, reference, type""",
                        row -> "%s,%s,%s,%s,%s,%s\r\n"
                                .formatted(
                                        SandboxPayment.the(row, "reference", String.class),
                                        SandboxPayment.the(row, "order_id", UUID.class),
                                        SandboxPayment.the(row, "type", String.class),
                                        java.math.BigDecimal.valueOf(
                                                        SandboxPayment.the(row, "amount", Long.class),
                                                        SandboxPayment.the(row, "decimals", Short.class))
                                                .toPlainString(),
                                        SandboxPayment.the(row, "iso", String.class),
                                        SandboxPayment.the(row, "at", Instant.class)),
                        merchant,
                        from,
                        from.plus(Duration.ofDays(1)))
                .collectList()
                .map(lines -> "payment_reference,order,type,amount,currency,occurred_at\r\n" + String.join("", lines));
    }

    private String fileKey(UUID merchant) {
        return secrets.sign("sandbox gateway: settlement files", merchant.toString());
    }
}
