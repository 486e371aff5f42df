package org.sanad.api.donation;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.api.campaign.Intention;
import org.sanad.api.platform.Gathering;
import org.sanad.api.platform.db.Database;
import org.sanad.api.platform.db.Ids;
import org.sanad.api.platform.money.Currencies;
import org.sanad.api.platform.money.Money;
import org.sanad.api.platform.money.MoneyInput;
import org.sanad.api.platform.security.Actor;
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
    private static final int GOES = 2;
    private static final int TOGETHER = 64;

    private final Database database;
    private final Gifts gifts;
    private final Currencies currencies;
    private final GiftSecrets secrets;
    private final Clock clock;
    private final Gathering<Written, Verdict> gathering;

    CashGifts(Database database, Gifts gifts, Currencies currencies, GiftSecrets secrets, Clock clock) {
        this.database = database;
        this.gifts = gifts;
        this.currencies = currencies;
        this.secrets = secrets;
        this.clock = clock;
        this.gathering = new Gathering<>(GOES, TOGETHER, this::write);
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

    /** A slip as it is written down, by whom. */
    private record Written(Actor officer, Map<String, @Nullable Object> row) {}

    private record Verdict(String outcome, @Nullable Donation gift) {}

    /**
     * Writes a slip into the ledger. Never empty. For the organization's finance office. Slips that come in together are written together; terms are
     * read beforehand only to tell what is wrong with a slip.
     */
    @SignedIn
    public Mono<Change<Donation>> record(Slip slip) {
        var checked = new Checked(slip);
        var iso = slip.amount().currency();
        return checked.faults.isEmpty()
                        && currencies.knows(iso)
                        && minor(slip, iso).isPresent()
                ? write(checked, iso)
                : onTerms(checked);
    }

    /** What can be said of a slip without its campaign. */
    private final class Checked {

        final Slip slip;
        final List<DonationFault> faults = new ArrayList<>();
        final @Nullable String number;
        final @Nullable String name;

        Checked(Slip slip) {
            this.slip = slip;
            this.number = DonateInput.tidy(slip.slipNumber());
            this.name = DonateInput.tidy(slip.donorName());
            Keys.check(slip.idempotencyKey(), faults);
            if (number == null) {
                faults.add(DonationFault.of(DonationFault.Code.INVALID, "Give the slip's number.", "slipNumber"));
            } else if (number.codePointCount(0, number.length()) > SLIP) {
                faults.add(DonationFault.of(
                        DonationFault.Code.TOO_LONG, "At most " + SLIP + " characters.", "slipNumber"));
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
        }
    }

    private Optional<Money> minor(Slip slip, String currency) {
        return currencies.money(slip.amount().amount(), currency).filter(money -> money.minor() > 0);
    }

    /** Tells all that is wrong with a slip, or writes it in the campaign's currency where that isn't the present one of its name. */
    private Mono<Change<Donation>> onTerms(Checked checked) {
        return database.one(
                        """
                        select currency, intentions from campaigns
                        where id = $1 and status <> 'DRAFT' and organization_id = any ((select finance_organizations())::uuid[])""",
                        row -> new Terms(
                                Rows.the(row, "currency", String.class),
                                Set.of(Rows.the(row, "intentions", String[].class))),
                        checked.slip.campaign())
                .flatMap(terms -> {
                    var faults = new ArrayList<>(checked.faults);
                    faults.addAll(faultsOf(checked.slip, terms));
                    return faults.isEmpty()
                            ? write(checked, terms.currency())
                            : Mono.<Change<Donation>>just(new Change.Refused<>(faults));
                })
                .defaultIfEmpty(unknown());
    }

    private List<DonationFault> faultsOf(Slip slip, Terms terms) {
        var faults = new ArrayList<DonationFault>();
        if (!terms.intentions().contains(slip.intention().name())) {
            faults.add(DonationFault.of(
                    DonationFault.Code.INTENTION_NOT_ALLOWED,
                    "This campaign may not take this intention.",
                    "intention"));
        }
        if (!currencies.get(terms.currency()).iso().equals(slip.amount().currency())) {
            faults.add(DonationFault.of(
                    DonationFault.Code.CURRENCY_MISMATCH, "Not the campaign's currency.", "amount", "currency"));
        } else if (minor(slip, terms.currency()).isEmpty()) {
            faults.add(DonationFault.of(
                    DonationFault.Code.INVALID_AMOUNT,
                    "Not a positive amount with the currency's decimals.",
                    "amount",
                    "amount"));
        }
        return faults;
    }

    private Mono<Change<Donation>> write(Checked checked, String currency) {
        return Actor.current()
                .flatMap(officer -> gathering.join(new Written(officer, row(checked, currency))))
                .flatMap(verdict -> switch (verdict.outcome()) {
                    case "BEGUN", "REPLAYED" ->
                        gifts.written(Objects.requireNonNull(verdict.gift())).<Change<Donation>>map(Change.Done::new);
                    case "REUSED" -> Mono.just(Keys.<Donation>reused());
                    case "DUPLICATE_SLIP" -> Mono.just(duplicate());
                    case "CAMPAIGN_CLOSED" ->
                        Mono.just(Change.<Donation>refused(
                                DonationFault.Code.CAMPAIGN_CLOSED, "The campaign is over.", "campaignId"));
                    case "OTHER_TERMS" -> onTerms(checked);
                    default -> Mono.just(unknown());
                })
                .onErrorResume(
                        DataIntegrityViolationException.class,
                        failure -> String.valueOf(failure.getMessage()).contains("donations_slip")
                                ? Mono.just(duplicate())
                                : Mono.error(failure));
    }

    private Map<String, @Nullable Object> row(Checked checked, String currency) {
        var slip = checked.slip;
        var name = checked.name;
        var minor = minor(slip, currency).orElseThrow().minor();
        var gift = new LinkedHashMap<String, @Nullable Object>();
        gift.put("id", Ids.next());
        gift.put("campaign_id", slip.campaign());
        gift.put("currency", currency);
        gift.put("amount", minor);
        gift.put("intention", slip.intention());
        gift.put("channel", DonationChannel.CASH);
        gift.put("reference", Reference.random());
        gift.put("is_anonymous", slip.isAnonymous() || name == null);
        gift.put("display_name", slip.isAnonymous() || name == null ? null : shown(name));
        gift.put("locale", Locale.AR);
        gift.put("slip_number", checked.number);
        gift.put("created_at", clock.instant().toString());
        gift.put(
                "received_at",
                slip.receivedOn().atTime(12, 0).toInstant(ZoneOffset.UTC).toString());
        gift.put("donor_name", name);
        gift.put("receipt_code", ReceiptCode.random());
        var hex = HexFormat.of();
        var row = new LinkedHashMap<String, @Nullable Object>();
        row.put("key", hex.formatHex(secrets.keyed("idempotency", slip.idempotencyKey())));
        row.put(
                "request",
                hex.formatHex(Donations.hashOf(
                        slip.campaign(),
                        minor,
                        slip.intention(),
                        slip.receivedOn().toString(),
                        checked.number,
                        name,
                        slip.isAnonymous())));
        row.put("gift", gift);
        return row;
    }

    /** Writes slips down in one statement, which carries the actor of each. */
    private Mono<List<Verdict>> write(List<Written> slips, boolean patient) {
        var rows = slips.stream()
                .map(slip -> {
                    var row = new LinkedHashMap<>(slip.row());
                    row.put("actor", slip.officer().id());
                    row.put("two_factors", slip.officer().twoFactors());
                    return row;
                })
                .toList();
        return database.changeReturning(
                        WRITE,
                        row -> new Verdict(
                                Rows.the(row, "outcome", String.class),
                                row.get("id", UUID.class) == null ? null : Rows.donation(row)),
                        JSON.writeValueAsString(rows),
                        clock.instant(),
                        patient)
                .collectList();
    }

    private static final String WRITE = "select s.outcome, " + Rows.DONATION
            + " from record_slips($1::jsonb, $2, $3) s cross join lateral (select (s.gift).*) v";

    /** A name to publish is shorter than one on a receipt may be. */
    private static String shown(String name) {
        return name.codePointCount(0, name.length()) > 80 ? name.substring(0, name.offsetByCodePoints(0, 80)) : name;
    }

    private static Change<Donation> duplicate() {
        return Change.refused(DonationFault.Code.DUPLICATE_SLIP, "This slip was written down already.", "slipNumber");
    }

    private static Change<Donation> unknown() {
        return Change.refused(DonationFault.Code.NOT_FOUND, "No such campaign.", "campaignId");
    }
}
