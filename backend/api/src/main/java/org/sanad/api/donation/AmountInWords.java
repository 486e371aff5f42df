package org.sanad.api.donation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sanad.api.platform.money.Currencies;
import org.sanad.api.platform.money.Money;
import org.sanad.api.platform.text.Locale;
import org.springframework.stereotype.Component;

/**
 * Writes sums in words, as a receipt does. The Arabic follows the grammar of counted nouns, which no number format knows: gender is crossed from
 * three to ten, the noun is dual for two, plural to ten, accusative to ninety-nine, genitive after that, and a dual number loses its nūn before
 * it. Persian names rial and toman both.
 */
@Component
final class AmountInWords {

    private final Currencies currencies;

    AmountInWords(Currencies currencies) {
        this.currencies = currencies;
    }

    /** The sum in words, without a formula around it. */
    String of(Money money, Locale locale) {
        var currency = currencies.get(money.currency());
        long unit = 1;
        for (int i = 0; i < currency.decimals(); i++) {
            unit *= 10;
        }
        long whole = money.minor() / unit;
        long part = money.minor() % unit;
        return switch (locale) {
            case AR -> ar(whole, part, currency.code());
            case FA -> fa(whole, part, currency.code(), currency.names().getOrDefault(Locale.FA, currency.iso()));
            case EN -> en(whole, part, currency.code());
        };
    }

    // ── Arabic
    // ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

    /** A noun that is counted, with its adjective: one, two, three to ten, eleven to ninety-nine. */
    private record Counted(boolean feminine, String one, String two, String few, String many, Described described) {

        static Counted of(String one, String two, String few, String many, Described described) {
            return new Counted(one.endsWith("ة"), one, two, few, many, described);
        }
    }

    /** The adjective in the same four forms; none for a part of a currency. */
    private record Described(String one, String two, String few, String many) {

        static final Described NOT = new Described("", "", "", "");

        static Described masculine(String stem) {
            return new Described(" " + stem, " " + stem + "ان", " " + stem + "ة", " " + stem + "ًا");
        }

        static Described feminine(String stem) {
            return new Described(" " + stem + "ة", " " + stem + "تان", " " + stem + "ة", " " + stem + "ة");
        }
    }

    private static Counted dinar(String stem) {
        return Counted.of("دينار", "ديناران", "دنانير", "دينارًا", Described.masculine(stem));
    }

    private static Counted lira(String stem) {
        return Counted.of("ليرة", "ليرتان", "ليرات", "ليرة", Described.feminine(stem));
    }

    private static Counted riyal(String stem) {
        return Counted.of("ريال", "ريالان", "ريالات", "ريالًا", Described.masculine(stem));
    }

    private static Counted dollar(String stem) {
        return Counted.of("دولار", "دولاران", "دولارات", "دولارًا", Described.masculine(stem));
    }

    private static Counted krone(String stem) {
        return Counted.of("كرونة", "كرونتان", "كرونات", "كرونة", Described.feminine(stem));
    }

    private static final Counted OLD_LIRA = new Counted(
            true,
            "ليرة",
            "ليرتان",
            "ليرات",
            "ليرة",
            new Described(" سورية قديمة", " سوريتان قديمتان", " سورية قديمة", " سورية قديمة"));

    private static final Map<String, Counted> UNITS_AR = Map.ofEntries(
            Map.entry("SYP", lira("سوري")),
            Map.entry("SYP-OLD", OLD_LIRA),
            Map.entry("KWD", dinar("كويتي")),
            Map.entry("IRR", riyal("إيراني")),
            Map.entry("IQD", dinar("عراقي")),
            Map.entry("BHD", dinar("بحريني")),
            Map.entry("JOD", dinar("أردني")),
            Map.entry("LBP", lira("لبناني")),
            Map.entry("USD", dollar("أمريكي")),
            Map.entry("EUR", Counted.of("يورو", "يوروان", "يورو", "يورو", Described.NOT)),
            Map.entry("GBP", Counted.of("جنيه", "جنيهان", "جنيهات", "جنيهًا", Described.masculine("إسترليني"))),
            Map.entry("CHF", Counted.of("فرنك", "فرنكان", "فرنكات", "فرنكًا", Described.masculine("سويسري"))),
            Map.entry("SAR", riyal("سعودي")),
            Map.entry("AED", Counted.of("درهم", "درهمان", "دراهم", "درهمًا", Described.masculine("إماراتي"))),
            Map.entry("QAR", riyal("قطري")),
            Map.entry("OMR", riyal("عماني")),
            Map.entry("TRY", lira("تركي")),
            Map.entry("NGN", new Counted(true, "نايرا", "نايراتان", "نايرات", "نايرا", Described.feminine("نيجيري"))),
            Map.entry("SEK", krone("سويدي")),
            Map.entry("NOK", krone("نرويجي")),
            Map.entry("DKK", krone("دانماركي")),
            Map.entry("CAD", dollar("كندي")),
            Map.entry("AUD", dollar("أسترالي")),
            Map.entry("JPY", Counted.of("ين", "ينان", "ينات", "ينًا", Described.masculine("ياباني"))));

    private static final Counted FILS = Counted.of("فلس", "فلسان", "فلوس", "فلسًا", Described.NOT);
    private static final Counted PIASTRE = Counted.of("قرش", "قرشان", "قروش", "قرشًا", Described.NOT);
    private static final Counted CENT = Counted.of("سنت", "سنتان", "سنتات", "سنتًا", Described.NOT);
    private static final Counted OERE = Counted.of("أوره", "أورهان", "أورهات", "أوره", Described.NOT);

    private static final Map<String, Counted> PARTS_AR = Map.ofEntries(
            Map.entry("KWD", FILS),
            Map.entry("BHD", FILS),
            Map.entry("JOD", FILS),
            Map.entry("AED", FILS),
            Map.entry("SYP", PIASTRE),
            Map.entry("SYP-OLD", PIASTRE),
            Map.entry("TRY", PIASTRE),
            Map.entry("SAR", Counted.of("هللة", "هللتان", "هللات", "هللة", Described.NOT)),
            Map.entry("QAR", Counted.of("درهم", "درهمان", "دراهم", "درهمًا", Described.NOT)),
            Map.entry("OMR", Counted.of("بيسة", "بيستان", "بيسات", "بيسة", Described.NOT)),
            Map.entry("GBP", Counted.of("بنس", "بنسان", "بنسات", "بنسًا", Described.NOT)),
            Map.entry("CHF", Counted.of("سنتيم", "سنتيمان", "سنتيمات", "سنتيمًا", Described.NOT)),
            Map.entry("NGN", Counted.of("كوبو", "كوبوان", "كوبو", "كوبو", Described.NOT)),
            Map.entry("SEK", OERE),
            Map.entry("NOK", OERE),
            Map.entry("DKK", OERE));

    private static String ar(long whole, long part, String currency) {
        var said = new ArrayList<String>();
        if (whole > 0 || part == 0) {
            said.add(counted(whole, UNITS_AR.getOrDefault(currency, dollar(currency))));
        }
        if (part > 0) {
            said.add(counted(part, PARTS_AR.getOrDefault(currency, CENT)));
        }
        return String.join(" و", said);
    }

    private static String counted(long n, Counted noun) {
        int last = (int) (n % 100);
        var adjective = noun.described();
        if (n == 0) {
            return "صفر " + noun.one() + adjective.one();
        }
        if (n == 1) {
            return noun.one() + adjective.one() + (noun.feminine() ? " واحدة" : " واحد");
        }
        if (n == 2) {
            return noun.two() + adjective.two();
        }
        if (last == 1 || last == 2) {
            // a hundred dinars and a dinar, two hundred liras and two liras
            var rest = last == 1 ? noun.one() + (noun.feminine() ? " واحدة" : " واحد") : noun.two();
            return cardinal(n - last, noun.feminine(), true) + " " + noun.one() + adjective.one() + " و" + rest;
        }
        if (last == 0) {
            return cardinal(n, noun.feminine(), true) + " " + noun.one() + adjective.one();
        }
        return last <= 10
                ? cardinal(n, noun.feminine(), false) + " " + noun.few() + adjective.few()
                : cardinal(n, noun.feminine(), false) + " " + noun.many() + adjective.many();
    }

    private static final List<Counted> SCALES_AR = List.of(
            Counted.of("ألف", "ألفان", "آلاف", "ألفًا", Described.NOT),
            Counted.of("مليون", "مليونان", "ملايين", "مليونًا", Described.NOT),
            Counted.of("مليار", "ملياران", "مليارات", "مليارًا", Described.NOT),
            Counted.of("تريليون", "تريليونان", "تريليونات", "تريليونًا", Described.NOT),
            Counted.of("كوادريليون", "كوادريليونان", "كوادريليونات", "كوادريليونًا", Described.NOT),
            Counted.of("كوينتيليون", "كوينتيليونان", "كوينتيليونات", "كوينتيليونًا", Described.NOT));

    /** Spells a number in the nominative; {@code annexed} where a genitive noun follows at once, which takes nūn and tanwīn away. */
    private static String cardinal(long n, boolean feminine, boolean annexed) {
        var said = new ArrayList<String>();
        long divisor = 1_000_000_000_000_000_000L;
        for (int scale = 5; scale >= 0; scale--, divisor /= 1000) {
            int group = (int) (n / divisor % 1000);
            if (group > 0) {
                said.add(scale(group, SCALES_AR.get(scale), annexed && n % divisor == 0));
            }
        }
        int rest = (int) (n % 1000);
        if (rest > 0) {
            said.add(hundreds(rest, feminine, annexed));
        }
        return String.join(" و", said);
    }

    private static String scale(int group, Counted scale, boolean annexed) {
        int last = group % 100;
        if (group == 1) {
            return scale.one();
        }
        if (group == 2) {
            return annexed ? scale.two().substring(0, scale.two().length() - 1) : scale.two();
        }
        if (last == 0) {
            return hundreds(group, false, true) + " " + scale.one();
        }
        if (last >= 3 && last <= 10) {
            return hundreds(group, false, false) + " " + scale.few();
        }
        return hundreds(group, false, false) + " " + (annexed || last <= 2 ? scale.one() : scale.many());
    }

    private static final List<String> HUNDREDS_AR =
            List.of("", "مئة", "مئتان", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة");
    private static final List<String> TENS_AR =
            List.of("", "عشرة", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون");
    private static final List<String> WITH_MASCULINE =
            List.of("", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة");
    private static final List<String> WITH_FEMININE =
            List.of("", "واحدة", "اثنتان", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر");

    private static String hundreds(int n, boolean feminine, boolean annexed) {
        int rest = n % 100;
        var hundred = HUNDREDS_AR.get(n / 100);
        if (rest == 0) {
            return annexed && n == 200 ? "مئتا" : hundred;
        }
        return hundred.isEmpty() ? tens(rest, feminine) : hundred + " و" + tens(rest, feminine);
    }

    private static String tens(int n, boolean feminine) {
        var digits = feminine ? WITH_FEMININE : WITH_MASCULINE;
        if (n <= 10) {
            return digits.get(n);
        }
        if (n < 20) {
            return switch (n) {
                case 11 -> feminine ? "إحدى عشرة" : "أحد عشر";
                case 12 -> feminine ? "اثنتا عشرة" : "اثنا عشر";
                default -> digits.get(n - 10) + (feminine ? " عشرة" : " عشر");
            };
        }
        var unit = switch (n % 10) {
            case 0 -> "";
            case 1 -> feminine ? "إحدى" : "واحد";
            case 8 -> feminine ? "ثمانٍ" : "ثمانية";
            default -> digits.get(n % 10);
        };
        return unit.isEmpty() ? TENS_AR.get(n / 10) : unit + " و" + TENS_AR.get(n / 10);
    }

    // ── Persian
    // ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────

    private static final List<String> ONES_FA = List.of(
            "", "یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه", "ده", "یازده", "دوازده", "سیزده", "چهارده",
            "پانزده", "شانزده", "هفده", "هجده", "نوزده");
    private static final List<String> TENS_FA =
            List.of("", "", "بیست", "سی", "چهل", "پنجاه", "شصت", "هفتاد", "هشتاد", "نود");
    private static final List<String> HUNDREDS_FA =
            List.of("", "صد", "دویست", "سیصد", "چهارصد", "پانصد", "ششصد", "هفتصد", "هشتصد", "نهصد");
    private static final List<String> SCALES_FA =
            List.of("هزار", "میلیون", "میلیارد", "تریلیون", "کوادریلیون", "کوینتیلیون");

    private static final Map<String, String> PARTS_FA = Map.ofEntries(
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

    private static String fa(long whole, long part, String currency, String name) {
        if (currency.equals("IRR")) {
            var rial = fa(whole) + " ریال";
            return whole % 10 == 0 && whole > 0 ? rial + " (" + fa(whole / 10) + " تومان)" : rial;
        }
        var said = new ArrayList<String>();
        if (whole > 0 || part == 0) {
            said.add(fa(whole) + " " + name);
        }
        if (part > 0) {
            said.add(fa(part) + " " + PARTS_FA.getOrDefault(currency, "سنت"));
        }
        return String.join(" و ", said);
    }

    private static String fa(long n) {
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
                said.add(below1000(group) + " " + SCALES_FA.get(scale));
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
            said.add(HUNDREDS_FA.get(n / 100));
        }
        int rest = n % 100;
        if (rest >= 20) {
            said.add(TENS_FA.get(rest / 10));
            rest %= 10;
        }
        if (rest > 0) {
            said.add(ONES_FA.get(rest));
        }
        return String.join(" و ", said);
    }

    // ── English
    // ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────

    private static final List<String> ONES_EN = List.of(
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
    private static final List<String> TENS_EN =
            List.of("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
    private static final List<String> SCALES_EN =
            List.of("thousand", "million", "billion", "trillion", "quadrillion", "quintillion");

    /** One, and more than one. */
    private record Name(String one, String more) {}

    private static Name named(String one) {
        return new Name(one, one + "s");
    }

    private static final Map<String, Name> UNITS_EN = Map.ofEntries(
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

    private static final Name FILS_EN = new Name("fils", "fils");
    private static final Name OERE_EN = new Name("øre", "øre");

    private static final Map<String, Name> PARTS_EN = Map.ofEntries(
            Map.entry("KWD", FILS_EN),
            Map.entry("BHD", FILS_EN),
            Map.entry("JOD", FILS_EN),
            Map.entry("AED", FILS_EN),
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
            Map.entry("NOK", OERE_EN),
            Map.entry("DKK", OERE_EN));

    private static String en(long whole, long part, String currency) {
        var said = new ArrayList<String>();
        if (whole > 0 || part == 0) {
            said.add(named(whole, UNITS_EN.getOrDefault(currency, new Name(currency, currency))));
        }
        if (part > 0) {
            said.add(named(part, PARTS_EN.getOrDefault(currency, named("cent"))));
        }
        return String.join(" and ", said);
    }

    private static String named(long n, Name name) {
        return (n == 0 ? "zero" : en(n)) + " " + (n == 1 ? name.one() : name.more());
    }

    private static String en(long n) {
        var said = new ArrayList<String>();
        long divisor = 1_000_000_000_000_000_000L;
        for (int scale = 5; scale >= 0; scale--, divisor /= 1000) {
            int group = (int) (n / divisor % 1000);
            if (group > 0) {
                said.add(group(group) + " " + SCALES_EN.get(scale));
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
        var tail = rest < 20
                ? ONES_EN.get(rest)
                : TENS_EN.get(rest / 10) + (rest % 10 == 0 ? "" : "-" + ONES_EN.get(rest % 10));
        if (n < 100) {
            return tail;
        }
        return ONES_EN.get(n / 100) + " hundred" + (rest == 0 ? "" : " and " + tail);
    }
}
