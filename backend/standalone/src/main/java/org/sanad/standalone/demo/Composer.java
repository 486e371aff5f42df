package org.sanad.standalone.demo;

import static org.sanad.standalone.demo.DemoContent.home;
import static org.sanad.standalone.demo.DemoContent.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sanad.api.campaign.CampaignStatus;
import org.sanad.api.campaign.Intention;
import org.sanad.api.organization.Jurisdiction;
import org.sanad.api.organization.OrganizationKind;
import org.sanad.api.organization.Sector;
import org.sanad.api.organization.VerificationState;
import org.sanad.api.platform.text.Locale;
import org.sanad.api.platform.text.LocalizedText;
import org.sanad.standalone.demo.DemoContent.Body;
import org.sanad.standalone.demo.DemoContent.FullCampaign;
import org.sanad.standalone.demo.DemoContent.Seed;

/**
 * Makes the demo's campaigns of what was written for them: those in full as they stand, the short ones from three uses of each seed, each in
 * another town and for another body. Always the same campaigns, in the same order.
 */
public final class Composer {

    /** A seed serves so many campaigns: so no sentence stands in more of them. */
    static final int USES = 3;

    private static final List<String> TINTS = List.of("day", "dawn", "dusk", "night");

    private final DemoContent content;
    private final Map<String, Body> bodies = new HashMap<>();
    private final Map<String, Integer> campaignsOf = new HashMap<>();
    private final Map<String, Integer> townsUsed = new HashMap<>();
    private final Map<String, Integer> rulesUsed = new HashMap<>();

    public Composer(DemoContent content) {
        this.content = content;
        content.bodies().forEach(body -> bodies.put(body.slug(), body));
    }

    /** All campaigns, those in full first. */
    public List<DemoCampaign> compose() {
        var made = new ArrayList<DemoCampaign>();
        for (var written : content.campaigns()) {
            made.add(full(written));
        }
        for (var set : content.shorts()) {
            for (var seed : set.seeds()) {
                made.addAll(shorts(set.jurisdiction(), seed));
            }
        }
        return made;
    }

    // ── written in full

    private DemoCampaign full(FullCampaign written) {
        var body = body(written.organization());
        var home = home(body.jurisdiction());
        var random = new SplittableRandom(written.slug().hashCode());
        campaignsOf.merge(body.slug(), 1, Integer::sum);
        var story = new HashMap<String, String>();
        written.story().forEach((tag, paragraphs) -> story.put(tag, String.join("\n\n", paragraphs)));
        return new DemoCampaign(
                written.slug(),
                body.slug(),
                body.jurisdiction(),
                written.initiative(),
                text(written.title(), home),
                text(written.summary(), home),
                text(story, home),
                written.sector(),
                written.sdgs(),
                written.areas(),
                written.currency(),
                written.goal(),
                written.startsInDays(),
                written.endsInDays(),
                ordered(EnumSet.copyOf(written.intentions())),
                authority(body, written.intentions(), true),
                written.minimumGift(),
                written.impacts().stream()
                        .map(impact -> new DemoCampaign.Effect(impact.amount(), text(impact.label(), home)))
                        .toList(),
                presets(
                        written.currency(),
                        written.goal(),
                        written.impacts().stream()
                                .map(DemoContent.UnitCost::amount)
                                .toList()),
                written.feePercent(),
                refundPolicy(body, random, true),
                written.endsInDays() < 0 ? CampaignStatus.CLOSED : CampaignStatus.ACTIVE,
                written.targetProgress(),
                9 + 12 * random.nextDouble(),
                TINTS.get(random.nextInt(TINTS.size())),
                written.updates().stream()
                        .map(told -> new DemoCampaign.Told(
                                told.daysAgo(), text(told.title(), home), text(told.body(), home)))
                        .toList());
    }

    // ── short ones

    private List<DemoCampaign> shorts(Jurisdiction jurisdiction, Seed seed) {
        var made = new ArrayList<DemoCampaign>();
        var towns = new HashSet<String>();
        for (int use = 0; use < USES; use++) {
            var random = new SplittableRandom(Objects.hash(seed.title(), use));
            var place = place(jurisdiction, seed, towns, random);
            towns.add(place.town());
            made.add(shortOne(seed, use, place, random));
        }
        return made;
    }

    private record Place(Body body, String area, String town) {}

    /** The body with the fewest campaigns so far that works in the field, and a town of its own that was named least. */
    private Place place(Jurisdiction jurisdiction, Seed seed, Set<String> taken, SplittableRandom random) {
        var choices = new ArrayList<Place>();
        for (var body : content.bodies()) {
            if (body.jurisdiction() == jurisdiction
                    && body.campaigns()
                    && body.sectors().contains(seed.sector())) {
                for (var area : body.areas()) {
                    if (seed.areas() == null || seed.areas().contains(area)) {
                        for (var town : Objects.requireNonNull(content.towns().get(area), area)) {
                            if (!taken.contains(town)) {
                                choices.add(new Place(body, area, town));
                            }
                        }
                    }
                }
            }
        }
        // where nobody of the field works in the seed's areas, a neighbouring field's body does
        if (choices.isEmpty()) {
            for (var body : content.bodies()) {
                if (body.jurisdiction() == jurisdiction && body.campaigns()) {
                    for (var area : body.areas()) {
                        if (seed.areas() == null || seed.areas().contains(area)) {
                            for (var town :
                                    Objects.requireNonNull(content.towns().get(area), area)) {
                                if (!taken.contains(town)) {
                                    choices.add(new Place(body, area, town));
                                }
                            }
                        }
                    }
                }
            }
        }
        var lot = new HashMap<Place, Integer>();
        choices.forEach(choice -> lot.put(choice, random.nextInt()));
        return choices.stream()
                .min(Comparator.<Place>comparingInt(
                                choice -> campaignsOf.getOrDefault(choice.body().slug(), 0))
                        .thenComparingInt(choice -> townsUsed.getOrDefault(choice.town(), 0))
                        .thenComparingInt(choice -> Objects.requireNonNull(lot.get(choice))))
                .orElseThrow(() -> new IllegalStateException("nobody can run: " + seed.title()));
    }

    private DemoCampaign shortOne(Seed seed, int use, Place place, SplittableRandom random) {
        var body = place.body();
        var home = home(body.jurisdiction());
        var count = seed.counts().get(use);
        townsUsed.merge(place.town(), 1, Integer::sum);
        int number = campaignsOf.merge(body.slug(), 1, Integer::sum);
        var course = Course.of(random);
        var currency = switch (body.jurisdiction()) {
            case KW -> "KWD";
            case IR -> "IRR";
            case SY, XX -> "SYP";
        };
        var goal = seed.goal()
                .multiply(BigDecimal.valueOf(70 + random.nextInt(90)))
                .movePointLeft(2)
                .round(new MathContext(2, RoundingMode.HALF_UP));
        var intentions = intentions(body, seed.sector(), random);
        return new DemoCampaign(
                body.slug() + "-" + number,
                body.slug(),
                body.jurisdiction(),
                null,
                said(seed.title(), place, count, home),
                said(seed.summary(), place, count, home),
                said(String.join(" ", seed.story()), place, count, home),
                seed.sector(),
                goals(seed.sector()),
                List.of(place.area()),
                currency,
                new BigDecimal(goal.toPlainString()),
                course.startsIn(),
                course.endsIn(),
                intentions,
                authority(body, intentions, false),
                least(currency),
                List.of(),
                presets(currency, goal, List.of()),
                Math.floorMod(body.slug().hashCode(), 7),
                refundPolicy(body, random, false),
                course.status(),
                course.target(),
                Math.exp(0.7 * random.nextGaussian()),
                TINTS.get(random.nextInt(TINTS.size())),
                List.of());
    }

    private static LocalizedText said(String words, Place place, String count, Locale home) {
        return LocalizedText.of(home, words.replace("{p}", place.town()).replace("{n}", count));
    }

    /** How a campaign goes: running, reached, missed, lapsed, paused, to come, or waiting for its first gift. */
    private record Course(
            CampaignStatus status, int startsIn, @Nullable Integer endsIn, int target) {

        static Course of(SplittableRandom random) {
            int lot = random.nextInt(100);
            if (lot < 62) {
                return new Course(
                        CampaignStatus.ACTIVE,
                        -random.nextInt(6, 320),
                        random.nextInt(100) < 12 ? null : random.nextInt(5, 210),
                        random.nextInt(4, 98));
            } else if (lot < 66) {
                return new Course(
                        CampaignStatus.ACTIVE,
                        -random.nextInt(40, 300),
                        random.nextInt(3, 60),
                        101 + random.nextInt(24));
            } else if (lot < 78) {
                int end = -random.nextInt(4, 150);
                return new Course(CampaignStatus.CLOSED, end - random.nextInt(30, 260), end, 100 + random.nextInt(15));
            } else if (lot < 86) {
                int end = -random.nextInt(4, 150);
                return new Course(CampaignStatus.CLOSED, end - random.nextInt(30, 260), end, random.nextInt(7, 68));
            } else if (lot < 89) {
                int end = -random.nextInt(2, 40);
                return new Course(CampaignStatus.ACTIVE, end - random.nextInt(30, 200), end, random.nextInt(20, 90));
            } else if (lot < 92) {
                return new Course(
                        CampaignStatus.PAUSED,
                        -random.nextInt(20, 260),
                        random.nextInt(20, 160),
                        random.nextInt(8, 80));
            } else if (lot < 96) {
                int start = random.nextInt(3, 45);
                return new Course(CampaignStatus.ACTIVE, start, start + random.nextInt(30, 160), 0);
            } else {
                return new Course(CampaignStatus.ACTIVE, -random.nextInt(1, 40), random.nextInt(20, 150), 0);
            }
        }
    }

    private List<Intention> intentions(Body body, Sector sector, SplittableRandom random) {
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

    private static List<Intention> ordered(Set<Intention> intentions) {
        return List.copyOf(new TreeSet<>(intentions));
    }

    /** The authority that a body names where it takes what needs one: its own panel, since the demo quotes nobody real. */
    private static @Nullable LocalizedText authority(Body body, List<Intention> intentions, boolean allLanguages) {
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
    private LocalizedText refundPolicy(Body body, SplittableRandom random, boolean allLanguages) {
        var rules = content.refunds();
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

    private Body body(String slug) {
        return Objects.requireNonNull(bodies.get(slug), slug);
    }

    private static BigDecimal least(String currency) {
        return new BigDecimal(
                switch (currency) {
                    case "KWD" -> "1";
                    case "IRR" -> "300000";
                    case "SYP" -> "50";
                    default -> "5";
                });
    }

    /** Four amounts: what the charity knows the effect of, as far as it is a gift that people make, and round ones beside. */
    private static List<BigDecimal> presets(String currency, BigDecimal goal, List<BigDecimal> known) {
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

    private static List<Integer> goals(Sector sector) {
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
