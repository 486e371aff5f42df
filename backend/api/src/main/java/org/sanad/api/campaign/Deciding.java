package org.sanad.api.campaign;

import static org.sanad.api.campaign.CampaignFault.Code.CURRENCY_MISMATCH;
import static org.sanad.api.campaign.CampaignFault.Code.DATES;
import static org.sanad.api.campaign.CampaignFault.Code.INVALID;
import static org.sanad.api.campaign.CampaignFault.Code.LOCKED_BY_GIFTS;
import static org.sanad.api.campaign.CampaignFault.Code.REQUIRED;
import static org.sanad.api.campaign.CampaignFault.Code.TOO_LONG;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sanad.api.organization.Areas;
import org.sanad.api.platform.money.Currencies;
import org.sanad.api.platform.money.Money;
import org.sanad.api.platform.money.MoneyInput;
import org.sanad.api.platform.text.LocalizedText;
import org.sanad.api.platform.text.LocalizedTextInput;

/**
 * Decides what becomes of a campaign's fields, and finds every fault of an input at once. Knows nothing of the database: what it needs from there
 * is asked for beforehand.
 */
final class Deciding {

    static final int TITLE = 150;
    static final int SUMMARY = 300;
    static final int STORY = 20_000;
    static final int POLICY = 2_000;
    static final int LABEL = 200;
    static final int PRESETS = 6;
    static final int IMPACTS = 10;

    private static final Pattern HTML = Pattern.compile("<[a-zA-Z/!?]");
    private static final Set<Intention> RULED = EnumSet.of(Intention.ZAKAT, Intention.ZAKAT_AL_FITR, Intention.KHUMS);

    /**
     * What is known of the campaign as it stands.
     *
     * @param present null for a campaign that is only being begun
     * @param today the day in the organization's jurisdiction
     */
    record Standing(@Nullable Draft present, boolean published, boolean hasGifts, LocalDate today) {}

    private final CampaignFields fields;
    private final Standing standing;
    private final Areas areas;
    private final Currencies currencies;
    private final List<CampaignFault> faults = new ArrayList<>();

    Deciding(CampaignFields fields, Standing standing, Areas areas, Currencies currencies) {
        this.fields = fields;
        this.standing = standing;
        this.areas = areas;
        this.currencies = currencies;
    }

    /** Every fault of the input; empty when {@link #decide} may be written. */
    List<CampaignFault> faults() {
        return faults;
    }

    /** Blames a field for what only the database knew. */
    void blame(CampaignFault.Code code, String message, String field) {
        faults.add(CampaignFault.of(code, message, "fields", field));
    }

    /** The fields as they shall be; fit to be written only while there are no {@link #faults}. */
    Draft decide() {
        var title = text(
                fields.title(),
                standing.present() == null ? null : standing.present().title(),
                "title",
                TITLE);
        if (fields.title() != null && title == null) {
            blame(REQUIRED, "A title in at least one language.", "title");
        }
        var goal = goal();
        var base = standing.present();
        if (base == null) {
            if (fields.title() == null) {
                blame(REQUIRED, "A title in at least one language.", "title");
            }
            if (fields.goal() == null) {
                blame(REQUIRED, "The sum aimed at.", "goal");
            }
            base = Draft.begun(
                    title == null ? LocalizedText.of(org.sanad.api.platform.text.Locale.EN, "?") : title,
                    goal == null ? new Money(1, "USD") : goal,
                    1,
                    standing.today());
        }
        return with(base, title == null ? base.title() : title, goal == null ? base.goal() : goal);
    }

    private Draft with(Draft base, LocalizedText title, Money goal) {
        boolean otherCurrency = standing.present() == null
                || !standing.present().goal().currency().equals(goal.currency());
        var currency = goal.currency();
        var purpose = Objects.requireNonNullElse(fields.purpose(), base.purpose());
        var initiative = initiative(base, purpose);
        var startsOn = Objects.requireNonNullElse(fields.startsOn(), base.startsOn());
        var endsOn = fields.endsOn().or(base.endsOn());
        if (endsOn != null && endsOn.isBefore(startsOn)) {
            blame(DATES, "The last day is before the first.", "endsOn");
        } else if (fields.endsOn().given() && endsOn != null && endsOn.isBefore(standing.today())) {
            blame(DATES, "The last day is in the past.", "endsOn");
        }
        var intentions = fields.intentions() == null
                ? base.intentions()
                : fields.intentions().stream().distinct().sorted().toList();
        if (intentions.isEmpty()) {
            blame(REQUIRED, "At least one intention.", "intentions");
        }
        var authority = fields.religiousAuthority().given()
                ? text(fields.religiousAuthority().value(), base.religiousAuthority(), "religiousAuthority", SUMMARY)
                : base.religiousAuthority();
        if (authority == null && intentions.stream().anyMatch(RULED::contains)) {
            blame(REQUIRED, "Zakat and khums need the authority that the charity follows.", "religiousAuthority");
        }
        var minimum = fields.minimumGift() == null
                ? otherCurrency ? new Money(unit(currency), currency) : base.minimumGift()
                : sum(fields.minimumGift(), currency, base.minimumGift(), "minimumGift");
        var greatest = fields.maximumGift().value();
        var maximum = greatest != null
                ? sum(greatest, currency, base.goal(), "maximumGift")
                : fields.maximumGift().given() || otherCurrency ? null : base.maximumGift();
        if (maximum != null && maximum.currency().equals(minimum.currency()) && maximum.minor() < minimum.minor()) {
            blame(INVALID, "The greatest gift is below the least.", "maximumGift");
        }
        return new Draft(
                purpose,
                initiative,
                title,
                prose(fields.summary(), base.summary(), "summary", SUMMARY),
                prose(fields.story(), base.story(), "story", STORY),
                Objects.requireNonNullElse(fields.sector(), base.sector()),
                sdgs(base),
                areas(base),
                goal,
                Objects.requireNonNullElse(fields.stopsAtGoal(), base.stopsAtGoal()),
                startsOn,
                endsOn,
                fields.image().or(base.image()),
                intentions,
                authority,
                minimum,
                maximum,
                impacts(otherCurrency ? List.of() : base.impacts(), currency),
                presets(otherCurrency ? List.of() : base.presets(), currency, minimum, maximum),
                fee(base),
                prose(fields.refundPolicy(), base.refundPolicy(), "refundPolicy", POLICY));
    }

    private @Nullable Money goal() {
        if (fields.goal() == null) {
            return null;
        }
        var asked = money(fields.goal(), "goal");
        var present = standing.present();
        if (asked != null && present != null) {
            if (standing.published() && !asked.currency().equals(present.goal().currency())) {
                blame(LOCKED_BY_GIFTS, "The currency is fixed from publication: payments may be under way.", "goal");
            } else if (standing.hasGifts() && !asked.equals(present.goal())) {
                blame(LOCKED_BY_GIFTS, "The goal is fixed since gifts have come in.", "goal");
            }
        }
        return asked;
    }

    private @Nullable UUID initiative(Draft base, CampaignPurpose purpose) {
        if (purpose != CampaignPurpose.NATIONAL_INITIATIVE) {
            return null;
        }
        var initiative = fields.initiative().or(base.initiative());
        if (initiative == null) {
            blame(REQUIRED, "The initiative that the campaign is for.", "initiativeId");
        }
        return initiative;
    }

    private List<Integer> sdgs(Draft base) {
        if (fields.sdgs() == null) {
            return base.sdgs();
        }
        for (int i = 0; i < fields.sdgs().size(); i++) {
            int sdg = fields.sdgs().get(i);
            if (sdg < 1 || sdg > 17) {
                faults.add(CampaignFault.of(
                        INVALID, "The goals are numbered 1 to 17.", "fields", "sdgs", String.valueOf(i)));
            }
        }
        return fields.sdgs().stream().distinct().sorted().toList();
    }

    private List<String> areas(Draft base) {
        if (fields.areas() == null) {
            return base.areas();
        }
        for (int i = 0; i < fields.areas().size(); i++) {
            if (areas.find(fields.areas().get(i)).isEmpty()) {
                faults.add(CampaignFault.of(INVALID, "No such P-code.", "fields", "areas", String.valueOf(i)));
            }
        }
        return fields.areas().stream().distinct().toList();
    }

    private List<Impact> impacts(List<Impact> present, String currency) {
        if (fields.impacts() == null) {
            return present;
        }
        if (fields.impacts().size() > IMPACTS) {
            blame(TOO_LONG, "At most " + IMPACTS + " impacts.", "impacts");
        }
        var impacts = new ArrayList<Impact>();
        for (int i = 0; i < fields.impacts().size(); i++) {
            var asked = fields.impacts().get(i);
            var place = new String[] {"impacts", String.valueOf(i)};
            var amount = sum(asked.amount(), currency, new Money(1, currency), place[0], place[1], "amount");
            var label = asked.label().toText(null).orElse(null);
            if (label == null) {
                faults.add(CampaignFault.of(
                        REQUIRED, "What the sum brings about.", "fields", place[0], place[1], "label"));
            } else if (label.texts().values().stream().anyMatch(text -> text.length() > LABEL)) {
                faults.add(CampaignFault.of(
                        TOO_LONG, "At most " + LABEL + " characters.", "fields", place[0], place[1], "label"));
            } else {
                impacts.add(new Impact(amount, label, asked.asOf()));
            }
            if (asked.asOf().isAfter(standing.today())) {
                faults.add(CampaignFault.of(DATES, "A unit cost of the future.", "fields", place[0], place[1], "asOf"));
            }
        }
        impacts.sort(Comparator.comparingLong(impact -> impact.amount().minor()));
        return List.copyOf(impacts);
    }

    private List<Money> presets(List<Money> present, String currency, Money minimum, @Nullable Money maximum) {
        if (fields.presets() == null) {
            return present;
        }
        if (fields.presets().size() > PRESETS) {
            blame(TOO_LONG, "At most " + PRESETS + " amounts.", "presets");
        }
        var presets = new ArrayList<Money>();
        for (int i = 0; i < fields.presets().size(); i++) {
            var preset = sum(fields.presets().get(i), currency, minimum, "presets", String.valueOf(i));
            if (preset.minor() < minimum.minor() || (maximum != null && preset.minor() > maximum.minor())) {
                faults.add(CampaignFault.of(
                        INVALID, "Beyond the least or the greatest gift.", "fields", "presets", String.valueOf(i)));
            }
            presets.add(preset);
        }
        return presets.stream()
                .distinct()
                .sorted(Comparator.comparingLong(Money::minor))
                .toList();
    }

    private BigDecimal fee(Draft base) {
        var fee = fields.feePercent();
        if (fee == null) {
            return base.feePercent();
        }
        if (fee.signum() < 0
                || fee.compareTo(BigDecimal.valueOf(100)) > 0
                || fee.stripTrailingZeros().scale() > 2) {
            blame(INVALID, "Between 0 and 100 percent, with at most two decimals.", "feePercent");
        }
        return fee;
    }

    /** A text that a draft may lack and a published campaign may not. */
    private LocalizedText prose(@Nullable LocalizedTextInput input, LocalizedText present, String field, int limit) {
        if (input == null) {
            return present;
        }
        var text = text(input, present, field, limit);
        if (text == null) {
            if (standing.published()) {
                blame(REQUIRED, "A published campaign keeps this text.", field);
            }
            return new LocalizedText(Map.of(present.origin(), ""), present.origin());
        }
        text.texts().forEach((locale, written) -> {
            if (hasHtml(written)) {
                faults.add(CampaignFault.of(INVALID, "Markdown without HTML.", "fields", field, locale.tag()));
            }
        });
        return text;
    }

    /** Whether a Markdown text has HTML in it, which no reader would be shown. */
    static boolean hasHtml(String written) {
        return HTML.matcher(written).find();
    }

    private @Nullable LocalizedText text(
            @Nullable LocalizedTextInput input, @Nullable LocalizedText present, String field, int limit) {
        if (input == null) {
            return null;
        }
        var text = input.toText(present == null ? null : present.origin()).orElse(null);
        if (text != null) {
            text.texts().forEach((locale, written) -> {
                if (written.length() > limit) {
                    faults.add(CampaignFault.of(
                            TOO_LONG, "At most " + limit + " characters.", "fields", field, locale.tag()));
                }
            });
        }
        return text;
    }

    private Money sum(MoneyInput input, String currency, Money fallback, String... path) {
        var asked = money(input, path);
        if (asked == null) {
            return fallback;
        }
        if (!asked.currency().equals(currency)) {
            var whole = new ArrayList<>(List.of("fields"));
            whole.addAll(List.of(path));
            faults.add(
                    new CampaignFault(CURRENCY_MISMATCH, whole, "Not in the campaign's currency, " + currency + "."));
            return fallback;
        }
        return asked;
    }

    /** Reads an amount, or blames the field and returns null. */
    private @Nullable Money money(MoneyInput input, String... path) {
        var money = currencies.knows(input.currency())
                ? currencies.money(input.amount(), input.currency()).orElse(null)
                : null;
        if (money == null || money.minor() <= 0) {
            var whole = new ArrayList<>(List.of("fields"));
            whole.addAll(List.of(path));
            faults.add(new CampaignFault(INVALID, whole, "Not a positive sum with its currency's decimals."));
            return null;
        }
        return money;
    }

    /** One whole unit of a currency in its smallest. */
    private long unit(String currency) {
        return BigDecimal.TEN.pow(currencies.get(currency).decimals()).longValueExact();
    }
}
