package org.sanad.api.donation;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.db.Database;
import org.sanad.api.platform.db.Sql;
import org.sanad.api.platform.money.Currencies;
import org.sanad.api.platform.money.MoneyInput;
import org.sanad.api.platform.security.Actor;
import org.sanad.api.platform.security.PublicAccess;
import org.sanad.api.platform.security.SignedIn;
import org.sanad.api.platform.text.PlainText;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Funds: what each purpose still holds, and what is found to use it for. */
@Service
public class Funds {

    private static final int PURPOSE = 500;
    private static final String SELECT = """
            select f.id, f.organization_id, f.campaign_id, f.intention, f.currency, f.balance as available,
              coalesce(u.balance, 0) as allocated
            from accounts f
            left join accounts u on u.kind = 'ALLOCATED' and u.organization_id = f.organization_id
              and u.campaign_id is not distinct from f.campaign_id and u.intention = f.intention and u.currency = f.currency
            where f.kind = 'FUND'
            """;

    private final Database database;
    private final Currencies currencies;
    private final GiftSecrets secrets;
    private final Clock clock;

    Funds(Database database, Currencies currencies, GiftSecrets secrets, Clock clock) {
        this.database = database;
        this.currencies = currencies;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** Fetches funds that the viewer may see; others are left out. Never empty. */
    @PublicAccess
    public Mono<Map<UUID, Fund>> byIds(Set<UUID> ids) {
        return database.many(SELECT + "and f.id = any ($1)", Rows::fund, (Object) ids.toArray(UUID[]::new))
                .collectMap(Fund::id);
    }

    /** Lists organizations' funds; one whose finance the viewer doesn't manage is left out. Never empty. */
    @PublicAccess
    public Mono<Map<UUID, List<Fund>>> ofOrganizations(Set<UUID> organizations) {
        record Found(UUID organization, @Nullable Fund fund) {}
        var sql = new Sql()
                .add(
                        "select parent.id as parent, g.* from unnest(?::uuid[]) parent (id) left join lateral ("
                                + SELECT
                                + "and f.organization_id = parent.id order by f.id) g on true"
                                + " where parent.id = any ((select finance_organizations())::uuid[])",
                        (Object) organizations.toArray(UUID[]::new));
        return Mono.deferContextual(context -> Actor.in(context).isEmpty()
                ? Mono.just(Map.of())
                : database.many(
                                sql.text(),
                                row -> new Found(
                                        Rows.the(row, "parent", UUID.class),
                                        row.get("id", UUID.class) == null ? null : Rows.fund(row)),
                                sql.values())
                        .collectList()
                        .map(all -> {
                            var by = new HashMap<UUID, List<Fund>>();
                            all.forEach(found -> {
                                var own = by.computeIfAbsent(found.organization(), id -> new ArrayList<>());
                                if (found.fund() != null) {
                                    own.add(found.fund());
                                }
                            });
                            return by;
                        }));
    }

    /** A wish to move money from a fund to a use. */
    public record Allocation(UUID fund, MoneyInput amount, String purpose, String idempotencyKey) {}

    /** Moves money from a fund to a use of the same intention. Never empty; never more than the fund holds, however many ask at once. */
    @SignedIn
    public Mono<Change<Fund>> allocate(Allocation wish) {
        return byIds(Set.of(wish.fund())).flatMap(found -> {
            var fund = found.get(wish.fund());
            return fund == null ? Mono.just(notFound()) : allocate(wish, fund);
        });
    }

    private Mono<Change<Fund>> allocate(Allocation wish, Fund fund) {
        var faults = new ArrayList<DonationFault>();
        var currency = fund.available().currency();
        var purpose = Objects.requireNonNullElse(PlainText.line(wish.purpose()), "");
        if (purpose.isEmpty()) {
            faults.add(DonationFault.of(DonationFault.Code.INVALID, "Say what it is for.", "purpose"));
        } else if (purpose.codePointCount(0, purpose.length()) > PURPOSE) {
            faults.add(DonationFault.of(DonationFault.Code.TOO_LONG, "At most " + PURPOSE + " characters.", "purpose"));
        }
        Keys.check(wish.idempotencyKey(), faults);
        var amount = currencies.money(wish.amount().amount(), currency).filter(money -> money.minor() > 0);
        if (!currencies.get(currency).iso().equals(wish.amount().currency())) {
            faults.add(DonationFault.of(
                    DonationFault.Code.CURRENCY_MISMATCH, "Not the fund's currency.", "amount", "currency"));
        } else if (amount.isEmpty()) {
            faults.add(DonationFault.of(
                    DonationFault.Code.INVALID_AMOUNT,
                    "Not a positive amount with the currency's decimals.",
                    "amount",
                    "amount"));
        }
        if (!faults.isEmpty() || amount.isEmpty()) {
            return Mono.just(new Change.Refused<>(faults));
        }
        return database.changeReturning(
                        "select outcome, id from allocate($1, $2, $3, $4, $5, $6, $7)",
                        Donations.Verdict::of,
                        secrets.keyed("idempotency", wish.idempotencyKey()),
                        Donations.hashOf(wish.fund(), amount.get().minor(), currency, purpose),
                        wish.fund(),
                        amount.get().minor(),
                        currency,
                        purpose,
                        clock.instant())
                .single()
                .flatMap(verdict -> switch (verdict.outcome()) {
                    case "BEGUN", "REPLAYED" ->
                        byIds(Set.of(wish.fund()))
                                .<Change<Fund>>map(
                                        found -> new Change.Done<>(Objects.requireNonNull(found.get(wish.fund()))));
                    case "REUSED" -> Mono.just(Keys.reused());
                    case "INSUFFICIENT_FUNDS" ->
                        Mono.just(Change.refused(
                                DonationFault.Code.INSUFFICIENT_FUNDS,
                                "More than the fund holds.",
                                "amount",
                                "amount"));
                    default -> Mono.just(notFound());
                });
    }

    private static Change<Fund> notFound() {
        return Change.refused(DonationFault.Code.NOT_FOUND, "No such fund.", "fundId");
    }
}
