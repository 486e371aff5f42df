package org.sanad.api.donation;

import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.Settings;
import org.sanad.api.platform.db.Database;
import org.sanad.api.platform.db.Ids;
import org.sanad.api.platform.graphql.GlobalId;
import org.sanad.api.platform.money.Currencies;
import org.sanad.api.platform.money.MoneyInput;
import org.sanad.api.platform.security.Actor;
import org.sanad.api.platform.security.PublicAccess;
import org.sanad.api.platform.text.LocalizedText;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Gifts as their donors make them: begun at the gateway, and found again by their secret. */
@Service
public class Donations {

    /** How long a checkout may take; a payment that arrives later is honoured all the same. */
    static final Duration PATIENCE = Duration.ofHours(1);

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Database database;
    private final Database jobs;
    private final PaymentProvider provider;
    private final GiftSecrets secrets;
    private final Currencies currencies;
    private final Settings settings;
    private final Clock clock;

    Donations(
            Database database,
            @Qualifier("jobDatabase") Database jobs,
            PaymentProvider provider,
            GiftSecrets secrets,
            Currencies currencies,
            Settings settings,
            Clock clock) {
        this.database = database;
        this.jobs = jobs;
        this.provider = provider;
        this.secrets = secrets;
        this.currencies = currencies;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether payments are tests here, in which no money moves. */
    @PublicAccess
    public boolean areTests() {
        return provider.isTest();
    }

    /** What became of the wish to give. */
    public sealed interface Begun {

        /** Written down, with a checkout open; a replay is told the same. */
        record Open(Donation donation, String secret) implements Begun {}

        /** Written down, but the gateway doesn't answer: the same key tries again. */
        record Waiting(Donation donation, String secret, DonateFault fault) implements Begun {}

        /** Not written down. */
        record Refused(List<DonateFault> faults) implements Begun {}
    }

    /**
     * Begins a gift and opens its checkout. Never empty. A key that was used before answers with the first gift, even where it could not begin
     * today, and whoever waits for a concurrent request with the same key gets its answer. Among guests, who share one scope, a key is as good as
     * a password, and so must be as long as one; the same holds for every other field, since all of them must be the same.
     */
    @PublicAccess
    public Mono<Begun> donate(DonateInput input) {
        var gift = input.tidied();
        return Actor.current()
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(actor -> donate(gift, actor.orElse(null)));
    }

    private Mono<Begun> donate(DonateInput gift, @Nullable Actor actor) {
        var faults = CampaignTerms.faultsOf(gift, actor == null);
        if (faults.stream().anyMatch(fault -> fault.code() == DonateFault.Code.INVALID_IDEMPOTENCY_KEY)) {
            return Mono.just(new Begun.Refused(faults));
        }
        var key = secrets.keyed("idempotency", gift.idempotencyKey());
        var request = hashOf(gift);
        var campaign = GlobalId.decode('C', gift.campaignId()).orElse(new UUID(0, 0));
        return database.one(TERMS, row -> new Standing(first(row), terms(row)), campaign, key)
                .flatMap(standing -> {
                    if (standing.first() != null) {
                        return replay(standing.first(), request);
                    }
                    var all = new ArrayList<>(faults);
                    var terms = standing.terms();
                    if (terms == null) {
                        all.add(DonateFault.of(
                                DonateFault.Code.CAMPAIGN_NOT_FOUND, "There is no such campaign.", "campaignId"));
                    } else {
                        all.addAll(
                                terms.faultsOf(gift, currencies, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)));
                    }
                    return all.isEmpty() && terms != null
                            ? begin(gift, terms, actor, key, request)
                            : Mono.<Begun>just(new Begun.Refused(all));
                });
    }

    private Mono<Begun> replay(First first, byte[] request) {
        return first.request().equals(ByteBuffer.wrap(request)) ? checkout(first.result()) : Mono.just(reused());
    }

    private static Begun reused() {
        return new Begun.Refused(List.of(DonateFault.of(
                DonateFault.Code.IDEMPOTENCY_KEY_REUSED, "This key was used for another gift.", "idempotencyKey")));
    }

    private Mono<Begun> begin(
            DonateInput gift, CampaignTerms terms, @Nullable Actor actor, byte[] key, byte[] request) {
        var now = clock.instant();
        var id = Ids.next();
        var amount = currencies.money(gift.amount().amount(), terms.currency()).orElseThrow();
        var row = new LinkedHashMap<String, @Nullable Object>();
        row.put("id", id);
        row.put("campaign_id", terms.campaignId());
        row.put("organization_id", terms.organizationId());
        row.put("currency", amount.currency());
        row.put("amount", amount.minor());
        row.put("intention", gift.intention());
        row.put("reference", Reference.random());
        row.put("is_anonymous", !gift.publishName());
        row.put("display_name", gift.publishName() ? gift.displayName() : null);
        row.put("dedication", gift.dedication());
        row.put("locale", gift.locale());
        row.put("expires_at", now.plus(PATIENCE).toString());
        row.put("donor_name", gift.donorName());
        row.put(
                "donor_email",
                gift.email() == null && actor != null && gift.phone() == null ? actor.email() : gift.email());
        row.put("donor_phone", gift.phone());
        return database.changeReturning(
                        "select outcome, id from begin_donation($1, $2, $3::jsonb, $4, $5)",
                        Verdict::of,
                        key,
                        request,
                        JSON.writeValueAsString(row),
                        GiftSecrets.hash(secrets.ofDonation(id)),
                        now)
                .single()
                .flatMap(verdict -> switch (verdict.outcome()) {
                    case "BEGUN", "REPLAYED" -> checkout(verdict.result());
                    default -> Mono.just(reused());
                });
    }

    /** Answers with a gift, its checkout open: opened now where it is not yet, since opening is repeatable. */
    private Mono<Begun> checkout(UUID id) {
        var secret = secrets.ofDonation(id);
        return bySecret(secret)
                .flatMap(donation -> donation.state() != DonationState.CREATED
                        ? Mono.<Begun>just(new Begun.Open(donation, secret))
                        : open(donation)
                                .then(bySecret(secret))
                                .<Begun>map(opened -> new Begun.Open(opened, secret))
                                .onErrorResume(
                                        PaymentProviderUnavailable.class,
                                        silent -> Mono.just(new Begun.Waiting(
                                                donation,
                                                secret,
                                                DonateFault.of(
                                                        DonateFault.Code.GATEWAY_UNAVAILABLE,
                                                        "The gateway doesn't answer; try again with the same key.")))));
    }

    private Mono<Boolean> open(Donation donation) {
        var code = secrets.ofReturn(donation.id());
        return jobs.one(
                        "select o.name::text from organizations o where o.id = $1",
                        row -> LocalizedText.ofJson(Rows.the(row, "name", String.class)),
                        donation.organizationId())
                .flatMap(payee -> provider.open(new PaymentProvider.Order(
                        donation.id(),
                        donation.organizationId(),
                        donation.amount(),
                        payee.text(donation.locale()),
                        donation.locale(),
                        settings.url("/give/return?code=" + code).toString(),
                        donation.createdAt().plus(PATIENCE))))
                .onErrorMap(
                        failure -> !(failure instanceof PaymentProviderUnavailable), PaymentProviderUnavailable::new)
                .flatMap(checkout -> jobs.changeReturning(
                                """
                                with noted as (
                                  insert into donation_returns (hash, donation_id, expires_at) values ($4, $1, $5) on conflict do nothing)
                                select open_checkout($1, $2, $3) as opened""",
                                row -> Rows.yes(row, "opened"),
                                donation.id(),
                                checkout.reference(),
                                checkout.url().toString(),
                                GiftSecrets.hash(code),
                                donation.createdAt().plus(Duration.ofDays(2)))
                        .single());
    }

    private record First(UUID result, ByteBuffer request) {}

    private record Standing(@Nullable First first, @Nullable CampaignTerms terms) {}

    /** What a definer function decided, and about what. */
    record Verdict(String outcome, @Nullable UUID id) {

        static Verdict of(Readable row) {
            return new Verdict(Rows.the(row, "outcome", String.class), row.get("id", UUID.class));
        }

        UUID result() {
            return java.util.Objects.requireNonNull(id, outcome);
        }
    }

    private static final String TERMS = """
            select r.result_id, r.request_hash, c.id, c.organization_id, c.currency, c.status, c.starts_on, c.ends_on, c.stops_at_goal, c.goal,
              c.minimum_gift, c.maximum_gift, c.intentions, o.name::text as organization_name, coalesce(t.raised, 0) as raised
            from (values (1)) one
            left join campaigns c on c.id = $1 and c.status <> 'DRAFT'
            left join organizations o on o.id = c.organization_id
            left join campaign_totals t on t.campaign_id = c.id
            left join lateral donation_request('donate', $2) r on true""";

    private static @Nullable First first(Readable row) {
        var result = row.get("result_id", UUID.class);
        return result == null ? null : new First(result, ByteBuffer.wrap(Rows.the(row, "request_hash", byte[].class)));
    }

    private static @Nullable CampaignTerms terms(Readable row) {
        var id = row.get("id", UUID.class);
        return id == null
                ? null
                : new CampaignTerms(
                        id,
                        Rows.the(row, "organization_id", UUID.class),
                        Rows.the(row, "currency", String.class),
                        Rows.the(row, "status", String.class),
                        Rows.the(row, "starts_on", LocalDate.class),
                        row.get("ends_on", LocalDate.class),
                        Rows.yes(row, "stops_at_goal"),
                        Rows.the(row, "goal", Long.class),
                        Rows.the(row, "raised", Long.class),
                        Rows.the(row, "minimum_gift", Long.class),
                        row.get("maximum_gift", Long.class),
                        Set.of(Rows.the(row, "intentions", String[].class)),
                        LocalizedText.ofJson(Rows.the(row, "organization_name", String.class)));
    }

    /** A request is the same where every field is; amounts are compared as numbers, the key stands apart. */
    private static byte[] hashOf(DonateInput gift) {
        return hashOf(
                gift.campaignId(),
                plain(gift.amount()),
                gift.amount().currency(),
                gift.intention(),
                gift.publishName(),
                gift.displayName(),
                gift.donorName(),
                gift.email(),
                gift.phone(),
                gift.dedication(),
                gift.locale());
    }

    static String plain(MoneyInput money) {
        return money.amount().signum() == 0
                ? BigDecimal.ZERO.toPlainString()
                : money.amount().stripTrailingZeros().toPlainString();
    }

    static byte[] hashOf(@Nullable Object... fields) {
        try {
            var json = JSON.writeValueAsString(Arrays.asList(fields));
            return MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The gift that a secret belongs to. Empty for a wrong or lapsed one. */
    @PublicAccess
    public Mono<Donation> bySecret(String secret) {
        return database.one(
                "select " + Rows.DONATION + " from donation_by_secret($1, $2) v",
                Rows::donation,
                GiftSecrets.hash(secret.strip()),
                clock.instant());
    }
}
