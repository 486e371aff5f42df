package org.sanad.api.donation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sanad.api.donation.DonateFault.Code;
import org.sanad.api.platform.money.Currencies;
import org.sanad.api.platform.money.Money;
import org.sanad.api.platform.text.LocalizedText;

/**
 * What a campaign takes: decides whether a gift may begin. Pure.
 *
 * @param raised what stands now, in minor units as all sums here
 */
record CampaignTerms(
        UUID campaignId,
        UUID organizationId,
        String currency,
        String status,
        LocalDate startsOn,
        @Nullable LocalDate endsOn,
        boolean stopsAtGoal,
        long goal,
        long raised,
        long minimum,
        @Nullable Long maximum,
        Set<String> intentions,
        LocalizedText organizationName) {

    private static final Pattern EMAIL =
            Pattern.compile("[^\\s@\"<>(),;:\\\\\\p{Cntrl}]{1,64}@[\\p{L}\\p{N}]([\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?"
                    + "(\\.[\\p{L}\\p{N}]([\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?)+");
    private static final Pattern PHONE = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{16,64}");

    /** Among guests a key is all that tells one from another: 22 characters of base64 carry 128 bits, and a random one repeats few of them. */
    private static final int GUEST_KEY_LENGTH = 22;

    private static final int GUEST_KEY_VARIETY = 8;

    static boolean isEmail(String text) {
        return text.length() <= 254 && EMAIL.matcher(text).matches();
    }

    static boolean isPhone(String text) {
        return PHONE.matcher(text).matches();
    }

    /** Every fault of the input itself, whichever campaign it is for. */
    static List<DonateFault> faultsOf(DonateInput gift, boolean guest) {
        var faults = new ArrayList<DonateFault>();
        var key = gift.idempotencyKey();
        if (!KEY.matcher(key).matches()) {
            faults.add(DonateFault.of(
                    Code.INVALID_IDEMPOTENCY_KEY,
                    "A key has 16 to 64 printable ASCII characters without spaces.",
                    "idempotencyKey"));
        } else if (guest
                && (key.length() < GUEST_KEY_LENGTH || key.chars().distinct().count() < GUEST_KEY_VARIETY)) {
            faults.add(DonateFault.of(
                    Code.INVALID_IDEMPOTENCY_KEY,
                    "A guest's key is random and has at least 22 characters, such as a UUID.",
                    "idempotencyKey"));
        }
        if (guest && gift.email() == null && gift.phone() == null) {
            faults.add(DonateFault.of(
                    Code.CONTACT_REQUIRED, "Leave an e-mail address or a phone number for the receipt.", "email"));
        }
        if (gift.email() != null && !isEmail(gift.email())) {
            faults.add(DonateFault.of(Code.INVALID_EMAIL, "Not an e-mail address.", "email"));
        }
        if (gift.phone() != null && !isPhone(gift.phone())) {
            faults.add(
                    DonateFault.of(Code.INVALID_PHONE, "Not a phone number in E.164, such as +96512345678.", "phone"));
        }
        if (gift.publishName() && gift.displayName() == null) {
            faults.add(DonateFault.of(Code.NAME_REQUIRED, "Give the name to publish.", "displayName"));
        }
        tooLong(faults, gift.displayName(), 80, "displayName");
        tooLong(faults, gift.donorName(), 120, "donorName");
        tooLong(faults, gift.dedication(), 280, "dedication");
        return faults;
    }

    private static void tooLong(List<DonateFault> faults, @Nullable String text, int most, String field) {
        if (text != null && text.codePointCount(0, text.length()) > most) {
            faults.add(DonateFault.of(Code.TOO_LONG, "At most " + most + " characters.", field));
        }
    }

    /** Every fault of a gift to this campaign today; empty where it may begin. */
    List<DonateFault> faultsOf(DonateInput gift, Currencies currencies, LocalDate today) {
        var faults = new ArrayList<DonateFault>();
        standing(faults, today);
        if (!intentions.contains(gift.intention().name())) {
            faults.add(DonateFault.of(
                    Code.INTENTION_NOT_ALLOWED, "This campaign may not take this intention.", "intention"));
        }
        if (!currencies.get(currency).iso().equals(gift.amount().currency())) {
            faults.add(DonateFault.of(
                    Code.CURRENCY_MISMATCH,
                    "This campaign takes " + currencies.get(currency).iso() + ".",
                    "amount",
                    "currency"));
            return faults;
        }
        var amount = currencies.money(gift.amount().amount(), currency).filter(money -> money.minor() > 0);
        if (amount.isEmpty()) {
            faults.add(DonateFault.of(
                    Code.INVALID_AMOUNT, "Not a positive amount with the currency's decimals.", "amount", "amount"));
        } else if (amount.get().minor() < minimum) {
            faults.add(bound(Code.BELOW_MINIMUM, "Less than the campaign's least gift.", minimum));
        } else if (maximum != null && amount.get().minor() > maximum) {
            faults.add(bound(Code.ABOVE_MAXIMUM, "More than the campaign's greatest gift.", maximum));
        }
        return faults;
    }

    private void standing(List<DonateFault> faults, LocalDate today) {
        if (status.equals("PAUSED")) {
            faults.add(DonateFault.of(
                    Code.CAMPAIGN_PAUSED, "The campaign takes no gifts for the time being.", "campaignId"));
        } else if (!status.equals("ACTIVE") || (endsOn != null && endsOn.isBefore(today))) {
            faults.add(DonateFault.of(Code.CAMPAIGN_CLOSED, "The campaign is over.", "campaignId"));
        } else if (startsOn.isAfter(today)) {
            faults.add(DonateFault.of(
                    Code.CAMPAIGN_NOT_STARTED, "The campaign begins on " + startsOn + ".", "campaignId"));
        } else if (stopsAtGoal && raised >= goal) {
            faults.add(DonateFault.of(Code.GOAL_REACHED, "The campaign has reached its goal.", "campaignId"));
        }
    }

    private DonateFault bound(Code code, String message, long limit) {
        return new DonateFault(code, List.of("amount", "amount"), message, new Money(limit, currency));
    }
}
