package org.sanad.api.donation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sanad.api.platform.money.Currencies.Currency;
import org.sanad.api.platform.text.Locale;

/** Names rial and toman both, as people speak in one and write in the other. */
final class PersianWords implements Speller {

    @Override
    public String whole(long n, Currency currency) {
        if (currency.code().equals("IRR")) {
            String rial = cardinal(n) + " ریال";
            return n % 10 == 0 && n > 0 ? rial + " (" + cardinal(n / 10) + " تومان)" : rial;
        }
        return cardinal(n) + " " + currency.names().getOrDefault(Locale.FA, currency.iso());
    }

    @Override
    public String part(long n, Currency currency) {
        return cardinal(n) + " " + PARTS.getOrDefault(currency.code(), "سنت");
    }

    @Override
    public String and() {
        return " و ";
    }

    private static final List<String> ONES = List.of(
            "", "یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه", "ده", "یازده", "دوازده", "سیزده", "چهارده",
            "پانزده", "شانزده", "هفده", "هجده", "نوزده");
    private static final List<String> TENS =
            List.of("", "", "بیست", "سی", "چهل", "پنجاه", "شصت", "هفتاد", "هشتاد", "نود");
    private static final List<String> HUNDREDS =
            List.of("", "صد", "دویست", "سیصد", "چهارصد", "پانصد", "ششصد", "هفتصد", "هشتصد", "نهصد");
    private static final List<String> SCALES =
            List.of("هزار", "میلیون", "میلیارد", "تریلیون", "کوادریلیون", "کوینتیلیون");

    private static final Map<String, String> PARTS = Map.ofEntries(
            Map.entry("KWD", "فلس"),
            Map.entry("BHD", "فلس"),
            Map.entry("JOD", "فلس"),
            Map.entry("AED", "فلس"),
            Map.entry("SYP", "قروش"),
            Map.entry("SYP-OLD", "قروش"),
            Map.entry("TRY", "قروش"),
            Map.entry("SAR", "هلله"),
            Map.entry("QAR", "درهم"),
            Map.entry("OMR", "بیسه"),
            Map.entry("GBP", "پنی"),
            Map.entry("CHF", "سانتیم"),
            Map.entry("NGN", "کوبو"),
            Map.entry("SEK", "اوره"),
            Map.entry("NOK", "اوره"),
            Map.entry("DKK", "اوره"));

    private static String cardinal(long n) {
        if (n == 0) {
            return "صفر";
        }
        var said = new ArrayList<String>();
        long divisor = 1_000_000_000_000_000_000L;
        for (int scale = 5; scale >= 0; scale--, divisor /= 1000) {
            int group = (int) (n / divisor % 1000);
            if (group == 1 && scale == 0 && said.isEmpty()) {
                said.add("هزار");
            } else if (group > 0) {
                said.add(below1000(group) + " " + SCALES.get(scale));
            }
        }
        if (n % 1000 > 0) {
            said.add(below1000((int) (n % 1000)));
        }
        return String.join(" و ", said);
    }

    private static String below1000(int n) {
        var said = new ArrayList<String>();
        if (n >= 100) {
            said.add(HUNDREDS.get(n / 100));
        }
        int rest = n % 100;
        if (rest >= 20) {
            said.add(TENS.get(rest / 10));
            rest %= 10;
        }
        if (rest > 0) {
            said.add(ONES.get(rest));
        }
        return String.join(" و ", said);
    }
}
