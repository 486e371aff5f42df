package org.sanad.api.donation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sanad.api.platform.money.Currencies.Currency;

/** Puts an “and” before the last part of a number, as British usage does. */
final class EnglishWords implements Speller {

    @Override
    public String whole(long n, Currency currency) {
        return named(n, UNITS.getOrDefault(currency.code(), new Name(currency.code(), currency.code())));
    }

    @Override
    public String part(long n, Currency currency) {
        return named(n, PARTS.getOrDefault(currency.code(), named("cent")));
    }

    @Override
    public String and() {
        return " and ";
    }

    private static final List<String> ONES = List.of(
            "",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen");
    private static final List<String> TENS =
            List.of("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
    private static final List<String> SCALES =
            List.of("thousand", "million", "billion", "trillion", "quadrillion", "quintillion");

    /** One, and more than one. */
    private record Name(String one, String more) {}

    private static Name named(String one) {
        return new Name(one, one + "s");
    }

    private static final Map<String, Name> UNITS = Map.ofEntries(
            Map.entry("SYP", named("Syrian pound")),
            Map.entry("SYP-OLD", named("old Syrian pound")),
            Map.entry("KWD", named("Kuwaiti dinar")),
            Map.entry("IRR", named("Iranian rial")),
            Map.entry("IQD", named("Iraqi dinar")),
            Map.entry("BHD", named("Bahraini dinar")),
            Map.entry("JOD", named("Jordanian dinar")),
            Map.entry("LBP", named("Lebanese pound")),
            Map.entry("USD", named("US dollar")),
            Map.entry("EUR", named("euro")),
            Map.entry("GBP", new Name("pound sterling", "pounds sterling")),
            Map.entry("CHF", named("Swiss franc")),
            Map.entry("SAR", named("Saudi riyal")),
            Map.entry("AED", named("UAE dirham")),
            Map.entry("QAR", named("Qatari riyal")),
            Map.entry("OMR", named("Omani rial")),
            Map.entry("TRY", named("Turkish lira")),
            Map.entry("NGN", new Name("Nigerian naira", "Nigerian naira")),
            Map.entry("SEK", new Name("Swedish krona", "Swedish kronor")),
            Map.entry("NOK", new Name("Norwegian krone", "Norwegian kroner")),
            Map.entry("DKK", new Name("Danish krone", "Danish kroner")),
            Map.entry("CAD", named("Canadian dollar")),
            Map.entry("AUD", named("Australian dollar")),
            Map.entry("JPY", new Name("Japanese yen", "Japanese yen")));

    private static final Name FILS = new Name("fils", "fils");
    private static final Name OERE = new Name("øre", "øre");

    private static final Map<String, Name> PARTS = Map.ofEntries(
            Map.entry("KWD", FILS),
            Map.entry("BHD", FILS),
            Map.entry("JOD", FILS),
            Map.entry("AED", FILS),
            Map.entry("SYP", named("piastre")),
            Map.entry("SYP-OLD", named("piastre")),
            Map.entry("TRY", new Name("kuruş", "kuruş")),
            Map.entry("SAR", named("halala")),
            Map.entry("QAR", named("dirham")),
            Map.entry("OMR", new Name("baisa", "baisa")),
            Map.entry("GBP", new Name("penny", "pence")),
            Map.entry("CHF", named("centime")),
            Map.entry("NGN", new Name("kobo", "kobo")),
            Map.entry("SEK", new Name("öre", "öre")),
            Map.entry("NOK", OERE),
            Map.entry("DKK", OERE));

    private static String named(long n, Name name) {
        return (n == 0 ? "zero" : cardinal(n)) + " " + (n == 1 ? name.one() : name.more());
    }

    private static String cardinal(long n) {
        var said = new ArrayList<String>();
        long divisor = 1_000_000_000_000_000_000L;
        for (int scale = 5; scale >= 0; scale--, divisor /= 1000) {
            int group = (int) (n / divisor % 1000);
            if (group > 0) {
                said.add(group(group) + " " + SCALES.get(scale));
            }
        }
        int rest = (int) (n % 1000);
        if (rest > 0) {
            said.add(rest < 100 && !said.isEmpty() ? "and " + group(rest) : group(rest));
        }
        return String.join(" ", said);
    }

    private static String group(int n) {
        int rest = n % 100;
        var tail = rest < 20 ? ONES.get(rest) : TENS.get(rest / 10) + (rest % 10 == 0 ? "" : "-" + ONES.get(rest % 10));
        if (n < 100) {
            return tail;
        }
        return ONES.get(n / 100) + " hundred" + (rest == 0 ? "" : " and " + tail);
    }
}
