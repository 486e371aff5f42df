package org.sanad.api.donation;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.api.campaign.Intention;
import org.sanad.api.platform.db.Database;
import org.sanad.api.platform.db.Ids;
import org.sanad.api.platform.money.Currencies;
import org.sanad.api.platform.money.MoneyInput;
import org.sanad.api.platform.security.SignedIn;
import org.sanad.api.platform.text.Locale;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Gifts that came in cash, each on a numbered slip. */
@Service
public class CashGifts {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int SLIP = 40;

    private final Database database;
    private final Gifts gifts;
    private final Currencies currencies;
    private final GiftSecrets secrets;
    private final Clock clock;

    CashGifts(Database database, Gifts gifts, Currencies currencies, GiftSecrets secrets, Clock clock) {
        this.database = database;
        this.gifts = gifts;
        this.currencies = currencies;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** A slip. An anonymous donor's name stands on the receipt alone. */
    public record Slip(
            UUID campaign,
            MoneyInput amount,
            Intention intention,
            LocalDate receivedOn,
            String slipNumber,
            @Nullable String donorName,
            boolean isAnonymous,
            String idempotencyKey) {}

    private record Terms(String currency, Set<String> intentions) {}

    /** Writes a slip into the ledger. Never empty. For the organization's finance office. */
    @SignedIn
    public Mono<Change<Donation>> record(Slip slip) {
        return database.one(
                        """
                        select currency, intentions from campaigns
                        where id = $1 and status <> 'DRAFT' and organization_id = any ((select finance_organizations())::uuid[])""",
                        row -> new Terms(
                                Rows.the(row, "currency", String.class),
                                Set.of(Rows.the(row, "intentions", String[].class))),
                        slip.campaign())
                .flatMap(terms -> record(slip, terms))
                .defaultIfEmpty(Change.refused(DonationFault.Code.NOT_FOUND, "No such campaign.", "campaignId"));
    }

    private Mono<Change<Donation>> record(Slip slip, Terms terms) {
        var faults = new ArrayList<DonationFault>();
        Keys.check(slip.idempotencyKey(), faults);
        var number = DonateInput.tidy(slip.slipNumber());
        var name = DonateInput.tidy(slip.donorName());
        if (number == null) {
            faults.add(DonationFault.of(DonationFault.Code.INVALID, "Give the slip's number.", "slipNumber"));
        } else if (number.codePointCount(0, number.length()) > SLIP) {
            faults.add(DonationFault.of(DonationFault.Code.TOO_LONG, "At most " + SLIP + " characters.", "slipNumber"));
        }
        if (name != null && name.codePointCount(0, name.length()) > Receipts.NAME) {
            faults.add(DonationFault.of(
                    DonationFault.Code.TOO_LONG, "At most " + Receipts.NAME + " characters.", "donorName"));
        }
        // the earliest place on earth where the day has begun decides what lies ahead
        if (slip.receivedOn().isAfter(LocalDate.ofInstant(clock.instant(), ZoneOffset.ofHours(14)))) {
            faults.add(DonationFault.of(DonationFault.Code.INVALID, "A day ahead.", "receivedOn"));
        } else if (slip.receivedOn().getYear() < 2000) {
            faults.add(DonationFault.of(DonationFault.Code.INVALID, "Too long ago.", "receivedOn"));
        }
        if (!terms.intentions().contains(slip.intention().name())) {
            faults.add(DonationFault.of(
                    DonationFault.Code.INTENTION_NOT_ALLOWED,
                    "This campaign may not take this intention.",
                    "intention"));
        }
        var amount = currencies.money(slip.amount().amount(), terms.currency()).filter(money -> money.minor() > 0);
        if (!currencies.get(terms.currency()).iso().equals(slip.amount().currency())) {
            faults.add(DonationFault.of(
                    DonationFault.Code.CURRENCY_MISMATCH, "Not the campaign's currency.", "amount", "currency"));
        } else if (amount.isEmpty()) {
            faults.add(DonationFault.of(
                    DonationFault.Code.INVALID_AMOUNT,
                    "Not a positive amount with the currency's decimals.",
                    "amount",
                    "amount"));
        }
        if (!faults.isEmpty() || amount.isEmpty() || number == null) {
            return Mono.just(new Change.Refused<>(faults));
        }
        var now = clock.instant();
        var row = new LinkedHashMap<String, @Nullable Object>();
        row.put("id", Ids.next());
        row.put("campaign_id", slip.campaign());
        row.put("currency", amount.get().currency());
        row.put("amount", amount.get().minor());
        row.put("intention", slip.intention());
        row.put("channel", DonationChannel.CASH);
        row.put("reference", Reference.random());
        row.put("is_anonymous", slip.isAnonymous() || name == null);
        row.put("display_name", slip.isAnonymous() || name == null ? null : shown(name));
        row.put("locale", Locale.AR);
        row.put("slip_number", number);
        row.put("created_at", now.toString());
        row.put(
                "received_at",
                slip.receivedOn().atTime(12, 0).toInstant(ZoneOffset.UTC).toString());
        row.put("donor_name", name);
        return database.changeReturning(
                        "select outcome, id from record_cash($1, $2, $3::jsonb, $4, $5)",
                        Donations.Verdict::of,
                        secrets.keyed("idempotency", slip.idempotencyKey()),
                        Donations.hashOf(
                                slip.campaign(),
                                amount.get().minor(),
                                slip.intention(),
                                slip.receivedOn().toString(),
                                number,
                                name,
                                slip.isAnonymous()),
                        JSON.writeValueAsString(row),
                        ReceiptCode.random(),
                        now)
                .single()
                .flatMap(verdict -> switch (verdict.outcome()) {
                    case "BEGUN", "REPLAYED" -> gift(verdict.result()).<Change<Donation>>map(Change.Done::new);
                    case "REUSED" -> Mono.just(Keys.<Donation>reused());
                    case "DUPLICATE_SLIP" -> Mono.just(duplicate());
                    case "CAMPAIGN_CLOSED" ->
                        Mono.just(Change.<Donation>refused(
                                DonationFault.Code.CAMPAIGN_CLOSED, "The campaign is over.", "campaignId"));
                    default ->
                        Mono.just(Change.<Donation>refused(
                                DonationFault.Code.NOT_FOUND, "No such campaign.", "campaignId"));
                })
                .onErrorResume(
                        DataIntegrityViolationException.class,
                        failure -> String.valueOf(failure.getMessage()).contains("donations_slip")
                                ? Mono.just(duplicate())
                                : Mono.error(failure));
    }

    /** A name to publish is shorter than one on a receipt may be. */
    private static String shown(String name) {
        return name.codePointCount(0, name.length()) > 80 ? name.substring(0, name.offsetByCodePoints(0, 80)) : name;
    }

    private static Change<Donation> duplicate() {
        return Change.refused(DonationFault.Code.DUPLICATE_SLIP, "This slip was written down already.", "slipNumber");
    }

    private Mono<Donation> gift(UUID id) {
        return gifts.byIds(Set.of(id)).map(found -> Objects.requireNonNull(found.get(id)));
    }
}
