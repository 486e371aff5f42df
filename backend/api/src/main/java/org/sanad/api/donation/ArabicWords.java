package org.sanad.api.donation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sanad.api.platform.money.Currencies.Currency;

/**
 * Follows the grammar of counted nouns, which no number format knows: gender is crossed from three to ten, the noun is dual for two, plural
 * to ten, accusative to ninety-nine, genitive after that, and a dual number loses its nūn before it.
 */
final class ArabicWords implements Speller {

    @Override
    public String whole(long n, Currency currency) {
        return counted(n, UNITS.getOrDefault(currency.code(), dollar(currency.code())));
    }

    @Override
    public String part(long n, Currency currency) {
        return counted(n, PARTS.getOrDefault(currency.code(), CENT));
    }

    @Override
    public String and() {
        return " و";
    }

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

    private static final Map<String, Counted> UNITS = Map.ofEntries(
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

    private static final Map<String, Counted> PARTS = Map.ofEntries(
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

    private static final List<Counted> SCALES = List.of(
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
                said.add(scale(group, SCALES.get(scale), annexed && n % divisor == 0));
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

    private static final List<String> HUNDREDS =
            List.of("", "مئة", "مئتان", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة");
    private static final List<String> TENS =
            List.of("", "عشرة", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون");
    private static final List<String> WITH_MASCULINE =
            List.of("", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة");
    private static final List<String> WITH_FEMININE =
            List.of("", "واحدة", "اثنتان", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر");

    private static String hundreds(int n, boolean feminine, boolean annexed) {
        int rest = n % 100;
        var hundred = HUNDREDS.get(n / 100);
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
        return unit.isEmpty() ? TENS.get(n / 10) : unit + " و" + TENS.get(n / 10);
    }
}
