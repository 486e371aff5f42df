package org.sanad.standalone.demo;

import static org.sanad.standalone.demo.DemoContent.home;
import static org.sanad.standalone.demo.DemoContent.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.sanad.api.campaign.CampaignStatus;
import org.sanad.api.campaign.Intention;
import org.sanad.api.organization.Jurisdiction;
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
    private final DemoTerms terms;

    public Composer(DemoContent content) {
        this.content = content;
        this.terms = new DemoTerms(content.refunds());
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
        DemoBodies.STAFFED.forEach(body -> pauseOne(body, made));
        return made;
    }

    /** Stops a running short campaign of a body for the time being, so that those who try its office find one. */
    private static void pauseOne(String body, List<DemoCampaign> made) {
        for (int i = made.size() - 1; i >= 0; i--) {
            var campaign = made.get(i);
            if (campaign.organization().equals(body)
                    && campaign.status() == CampaignStatus.ACTIVE
                    && campaign.weight() < 9
                    && campaign.target() > 0
                    && (campaign.endsIn() == null || campaign.endsIn() > 0)) {
                made.set(i, campaign.paused());
                return;
            }
        }
        throw new IllegalStateException("nothing of " + body + " runs");
    }

    /** What bodies have not published yet; compose the others before. */
    public List<DemoCampaign> drafts() {
        return content.unpublished().drafts().stream().map(this::draft).toList();
    }

    private DemoCampaign draft(DemoContent.Draft written) {
        var body = body(written.organization());
        var home = home(body.jurisdiction());
        return new DemoCampaign(
                written.slug(),
                body.slug(),
                body.jurisdiction(),
                null,
                LocalizedText.of(home, written.title()),
                LocalizedText.of(home, written.summary()),
                LocalizedText.of(home, String.join("\n\n", written.story())),
                written.sector(),
                written.sdgs(),
                written.areas(),
                written.currency(),
                written.goal(),
                20,
                140,
                List.of(Intention.GENERAL, Intention.SADAQAH),
                null,
                DemoTerms.least(written.currency()),
                List.of(),
                DemoTerms.presets(written.currency(), written.goal(), List.of()),
                Math.floorMod(body.slug().hashCode(), 7),
                terms.refundPolicy(body, new SplittableRandom(written.slug().hashCode()), false),
                CampaignStatus.DRAFT,
                0,
                0,
                TINTS.getFirst(),
                List.of());
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
                DemoTerms.ordered(EnumSet.copyOf(written.intentions())),
                DemoTerms.authority(body, written.intentions(), true),
                written.minimumGift(),
                written.impacts().stream()
                        .map(impact -> new DemoCampaign.Effect(impact.amount(), text(impact.label(), home)))
                        .toList(),
                DemoTerms.presets(
                        written.currency(),
                        written.goal(),
                        written.impacts().stream()
                                .map(DemoContent.UnitCost::amount)
                                .toList()),
                written.feePercent(),
                terms.refundPolicy(body, random, true),
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
        var intentions = terms.intentions(body, seed.sector(), random);
        return new DemoCampaign(
                body.slug() + "-" + number,
                body.slug(),
                body.jurisdiction(),
                null,
                said(seed.title(), place, count, home),
                said(seed.summary(), place, count, home),
                said(String.join(" ", seed.story()), place, count, home),
                seed.sector(),
                DemoTerms.goals(seed.sector()),
                List.of(place.area()),
                currency,
                new BigDecimal(goal.toPlainString()),
                course.startsIn(),
                course.endsIn(),
                intentions,
                DemoTerms.authority(body, intentions, false),
                DemoTerms.least(currency),
                List.of(),
                DemoTerms.presets(currency, goal, List.of()),
                Math.floorMod(body.slug().hashCode(), 7),
                terms.refundPolicy(body, random, false),
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

    private Body body(String slug) {
        return Objects.requireNonNull(bodies.get(slug), slug);
    }
}
