package org.sanad.standalone.demo;

import static org.sanad.standalone.demo.DemoContent.home;
import static org.sanad.standalone.demo.DemoContent.text;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sanad.api.campaign.Intention;
import org.sanad.api.organization.Jurisdiction;
import org.sanad.api.organization.OrganizationKind;
import org.sanad.api.organization.Sector;
import org.sanad.api.organization.VerificationState;
import org.sanad.api.platform.text.Locale;
import org.sanad.api.platform.text.LocalizedText;
import org.sanad.standalone.demo.DemoContent.Body;

/** Says on what terms a body takes gifts: for what, from how much on, by whose word, and how it pays back. */
final class DemoTerms {

    private final DemoContent.RefundRules rules;
    private final Map<String, Integer> rulesUsed = new HashMap<>();

    DemoTerms(DemoContent.RefundRules rules) {
        this.rules = rules;
    }

    List<Intention> intentions(Body body, Sector sector, SplittableRandom random) {
        var may = EnumSet.of(Intention.GENERAL, Intention.SADAQAH);
        boolean namesAuthority = body.verification() == VerificationState.VERIFIED
                && Set.of(
                                OrganizationKind.CHARITY,
                                OrganizationKind.MABARRA,
                                OrganizationKind.FOUNDATION,
                                OrganizationKind.NGO)
                        .contains(body.kind());
        switch (sector) {
            case FOOD -> {
                if (namesAuthority) {
                    may.addAll(Set.of(Intention.ZAKAT, Intention.KAFFARAH, Intention.FIDYAH));
                }
            }
            case DEBT_RELIEF, HEALTH, ORPHANS, RELIEF, OLDER_PEOPLE, SHELTER, DISABILITY -> {
                if (namesAuthority && random.nextInt(100) < 65) {
                    may.add(Intention.ZAKAT);
                }
            }
            case WATER, EDUCATION, ENVIRONMENT -> may.add(Intention.SADAQAH_JARIYAH);
            case RELIGIOUS -> may.addAll(Set.of(Intention.SADAQAH_JARIYAH, Intention.WAQF));
            default -> {}
        }
        if (body.jurisdiction() == Jurisdiction.IR && random.nextInt(100) < 60) {
            may.add(Intention.NAZR);
        }
        return ordered(may);
    }

    static List<Intention> ordered(Set<Intention> intentions) {
        return List.copyOf(new TreeSet<>(intentions));
    }

    /** The authority that a body names where it takes what needs one: its own panel, since the demo quotes nobody real. */
    static @Nullable LocalizedText authority(Body body, List<Intention> intentions, boolean allLanguages) {
        if (intentions.stream().noneMatch(intention -> switch (intention) {
            case ZAKAT, ZAKAT_AL_FITR, KHUMS, KAFFARAH, FIDYAH -> true;
            default -> false;
        })) {
            return null;
        }
        var home = home(body.jurisdiction());
        var texts = new EnumMap<Locale, String>(Locale.class);
        var names = text(body.name(), home);
        if (allLanguages || home == Locale.AR) {
            texts.put(Locale.AR, "اللجنة الشرعية لدى " + names.text(Locale.AR));
        }
        if (allLanguages || home == Locale.FA) {
            texts.put(Locale.FA, "هیئت شرعی " + names.text(Locale.FA));
        }
        if (allLanguages) {
            texts.put(Locale.EN, "The sharia panel of " + names.text(Locale.EN));
        }
        return new LocalizedText(texts, home);
    }

    /** A rule that was used least so far, with the body's own name in it. */
    LocalizedText refundPolicy(Body body, SplittableRandom random, boolean allLanguages) {
        var home = home(body.jurisdiction());
        int from = random.nextInt(1000);
        int choices =
                rules.first().size() * rules.second().size() * rules.days().size();
        int best = -1;
        int uses = Integer.MAX_VALUE;
        for (int i = 0; i < choices; i++) {
            int candidate = (from + i * 37) % choices;
            int used = rulesUsed.getOrDefault(body.slug() + candidate, 0);
            if (used < uses) {
                best = candidate;
                uses = used;
            }
        }
        rulesUsed.merge(body.slug() + best, 1, Integer::sum);
        var first = rules.first().get(best % rules.first().size());
        var second =
                rules.second().get(best / rules.first().size() % rules.second().size());
        int days = rules.days().get(best / rules.first().size() / rules.second().size());
        var names = text(body.name(), home);
        var texts = new EnumMap<Locale, String>(Locale.class);
        for (var locale : allLanguages ? List.of(Locale.values()) : List.of(home)) {
            var joint = locale == Locale.EN ? "" : "، ";
            texts.put(
                    locale,
                    (first.get(locale.tag()) + joint + second.get(locale.tag()))
                            .replace("{body}", names.text(locale))
                            .replace("{days}", number(days, locale)));
        }
        return new LocalizedText(texts, home);
    }

    private static String number(int value, Locale locale) {
        var digits = Integer.toString(value);
        if (locale != Locale.FA) {
            return digits;
        }
        var persian = new StringBuilder();
        digits.chars().forEach(digit -> persian.append((char) (digit - '0' + '۰')));
        return persian.toString();
    }

    static BigDecimal least(String currency) {
        return new BigDecimal(
                switch (currency) {
                    case "KWD" -> "1";
                    case "IRR" -> "300000";
                    case "SYP" -> "50";
                    default -> "5";
                });
    }

    /** Four amounts: what the charity knows the effect of, as far as it is a gift that people make, and round ones beside. */
    static List<BigDecimal> presets(String currency, BigDecimal goal, List<BigDecimal> known) {
        var common = switch (currency) {
            case "KWD" -> List.of("5", "10", "25", "50");
            case "IRR" -> List.of("1000000", "3000000", "5000000", "10000000");
            case "SYP" -> List.of("250", "500", "1000", "5000");
            default -> List.of("10", "25", "50", "100");
        };
        var presets = new TreeSet<BigDecimal>();
        var most = goal.movePointLeft(1);
        known.stream().filter(amount -> amount.compareTo(most) <= 0).limit(3).forEach(presets::add);
        for (int i = 1; i < common.size() && presets.size() < 4; i++) {
            presets.add(new BigDecimal(common.get(i)));
        }
        if (presets.size() < 4) {
            presets.add(new BigDecimal(common.getFirst()));
        }
        return List.copyOf(presets);
    }

    static List<Integer> goals(Sector sector) {
        return switch (sector) {
            case HEALTH, BLOOD -> List.of(3);
            case EDUCATION -> List.of(4);
            case FOOD -> List.of(2);
            case WATER -> List.of(6);
            case SHELTER, RELIEF -> List.of(11);
            case ORPHANS, DEBT_RELIEF -> List.of(1);
            case LIVELIHOODS -> List.of(8);
            case DISABILITY -> List.of(10);
            case OLDER_PEOPLE -> List.of(3, 10);
            case WOMEN -> List.of(5);
            case RELIGIOUS -> List.of(11);
            case ENVIRONMENT -> List.of(13, 15);
            case MULTIPLE -> List.of(17);
        };
    }
}
