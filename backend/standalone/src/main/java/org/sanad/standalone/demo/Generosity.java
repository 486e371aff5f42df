package org.sanad.standalone.demo;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sanad.api.campaign.CampaignStatus;
import org.sanad.api.campaign.Intention;
import org.sanad.api.donation.RefundReason;
import org.sanad.api.organization.Jurisdiction;

/**
 * Gives to the demo's campaigns: round amounts, many small and few great, when people give. The same campaigns, day and round bring the same
 * gifts, so that a load that was broken off goes on where it stood.
 */
public final class Generosity {

    /** How many gifts a round has. */
    public static final int GIFTS = 20_000;

    /** What people type: a digit or two, then zeros. */
    private static final double[] ROUND = {1, 1.5, 2, 2.5, 3, 4, 5, 7.5, 10};

    private final List<DemoCampaign> campaigns;
    private final DemoContent.Donors donors;
    private final LocalDate today;

    /**
     * Knows whom to give to.
     *
     * @param today the day that all days count from; the last gift is of the day before
     */
    public Generosity(List<DemoCampaign> campaigns, DemoContent.Donors donors, LocalDate today) {
        this.campaigns = campaigns;
        this.donors = donors;
        this.today = today;
    }

    /**
     * The gifts of one round, earliest first. The first brings each campaign to where it shall stand; the others give more to those that run.
     *
     * @param count how many in all
     */
    public List<DemoGift> round(int round, int count) {
        var receivers = campaigns.stream()
                .filter(campaign -> campaign.target() > 0 && (round == 1 || runs(campaign)))
                .toList();
        int[] shares = shares(receivers, count);
        var gifts = new ArrayList<DemoGift>(count);
        for (int i = 0; i < shares.length; i++) {
            gifts.addAll(gifts(receivers.get(i), round, shares[i]));
        }
        gifts.sort(Comparator.comparing(DemoGift::at).thenComparing(DemoGift::origin));
        if (round == 1) {
            var last = lastOf(gifts);
            gifts.replaceAll(gift -> gift.equals(last.get(gift.campaign())) ? dedicated(gift) : gift);
        }
        return gifts;
    }

    /** The last gift of a first round to each campaign that is staffed and told in full. */
    private Map<String, DemoGift> lastOf(List<DemoGift> gifts) {
        var told = campaigns.stream()
                .filter(campaign -> DemoBodies.STAFFED.contains(campaign.organization())
                        && campaign.target() > 0
                        && campaign.weight() >= 9)
                .map(DemoCampaign::slug)
                .collect(Collectors.toSet());
        return gifts.stream()
                .filter(gift -> told.contains(gift.campaign()) && !gift.byDonor())
                .collect(Collectors.toMap(DemoGift::campaign, gift -> gift, (earlier, later) -> later));
    }

    /** What the finance office pays back of a first round: a late gift of each staffed body, each for another reason. */
    Map<RefundReason, DemoGift> paidBack(List<DemoGift> gifts) {
        var last = lastOf(gifts);
        var before = lastOf(gifts.stream()
                .filter(gift -> !gift.equals(last.get(gift.campaign())))
                .toList());
        var reasons = List.of(RefundReason.DONOR_REQUEST, RefundReason.DUPLICATE, RefundReason.ERROR)
                .iterator();
        var paidBack = new EnumMap<RefundReason, DemoGift>(RefundReason.class);
        new TreeMap<>(before).values().stream().limit(3).forEach(gift -> paidBack.put(reasons.next(), gift));
        return paidBack;
    }

    private static boolean runs(DemoCampaign campaign) {
        return campaign.status() == CampaignStatus.ACTIVE
                && campaign.startsIn() < 0
                && (campaign.endsIn() == null || campaign.endsIn() > 0);
    }

    /** Splits the gifts by weight, two at least to each, all of them exactly. */
    private static int[] shares(List<DemoCampaign> receivers, int count) {
        double all = receivers.stream().mapToDouble(DemoCampaign::weight).sum();
        int[] shares = new int[receivers.size()];
        int given = 0;
        for (int i = 0; i < shares.length; i++) {
            shares[i] = Math.max(2, (int) (receivers.get(i).weight() / all * count));
            given += shares[i];
        }
        for (int i = 0; given != count && shares.length > 0; i = (i + 1) % shares.length) {
            if (given < count) {
                shares[i]++;
                given++;
            } else if (shares[i] > 2) {
                shares[i]--;
                given--;
            } else if (Arrays.stream(shares).allMatch(share -> share <= 2)) {
                break;
            }
        }
        return shares;
    }

    private List<DemoGift> gifts(DemoCampaign campaign, int round, int count) {
        var random = new SplittableRandom(Objects.hash(campaign.slug(), round));
        var amounts = amounts(campaign, round, count, random);
        var days = new Days(campaign, today);
        var gifts = new ArrayList<DemoGift>(count);
        for (int i = 0; i < count; i++) {
            var day = days.draw(random);
            // evenings after the last prayer more than mornings; stored to the second
            double hour = 17 + 4.5 * random.nextGaussian();
            while (hour < 4 || hour >= 24) {
                hour = 17 + 4.5 * random.nextGaussian();
            }
            var at = day.atStartOfDay(campaign.jurisdiction().zone())
                    .toInstant()
                    .plus(Duration.ofSeconds((long) (hour * 3600)));
            var name = random.nextInt(100) < 72 ? name(campaign.jurisdiction(), random) : null;
            boolean published = name != null && random.nextInt(100) < 46;
            gifts.add(new DemoGift(
                    "demo:" + round + ":" + campaign.slug() + ":" + i,
                    campaign.slug(),
                    campaign.currency(),
                    amounts[i],
                    intention(campaign, GiftCalendar.ramadan(day), random),
                    at,
                    name,
                    published ? name : null,
                    random.nextInt(1000) < 18 ? dedication(campaign.jurisdiction(), random) : null,
                    false,
                    false));
        }
        if (round == 1
                && campaign.weight() >= 9
                && Math.floorMod(campaign.slug().hashCode(), 3) == 0) {
            gifts.set(0, ofDonor(gifts.getFirst()));
        }
        return gifts;
    }

    /** The same with words that a moderator has still to read. */
    private DemoGift dedicated(DemoGift gift) {
        var jurisdiction = campaigns.stream()
                .filter(campaign -> campaign.slug().equals(gift.campaign()))
                .findFirst()
                .orElseThrow()
                .jurisdiction();
        return new DemoGift(
                gift.origin(),
                gift.campaign(),
                gift.currency(),
                gift.amount(),
                gift.intention(),
                gift.at(),
                gift.donorName(),
                gift.displayName(),
                Objects.requireNonNull(donors.awaiting().get(jurisdiction)),
                true,
                gift.byDonor());
    }

    private static DemoGift ofDonor(DemoGift gift) {
        return new DemoGift(
                gift.origin(),
                gift.campaign(),
                gift.currency(),
                gift.amount(),
                gift.intention(),
                gift.at(),
                gift.donorName(),
                gift.displayName(),
                gift.dedication(),
                gift.awaitsModerator(),
                true);
    }

    // ── how much

    private static BigDecimal[] amounts(DemoCampaign campaign, int round, int count, SplittableRandom random) {
        double total = campaign.goal().doubleValue() * (round == 1 ? campaign.target() : 3) / 100;
        double[] raw = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            raw[i] = Math.exp(0.95 * random.nextGaussian());
            sum += raw[i];
        }
        var amounts = new BigDecimal[count];
        for (int i = 0; i < count; i++) {
            amounts[i] = rounded(raw[i] / sum * total, campaign);
        }
        return round == 1 ? fitted(amounts, campaign) : amounts;
    }

    /** The round amount next to a sum, not below the campaign's least gift. */
    static BigDecimal rounded(double sum, DemoCampaign campaign) {
        double least = campaign.minimum().doubleValue();
        if (sum <= least) {
            return campaign.minimum().stripTrailingZeros();
        }
        double unit = Math.pow(10, Math.floor(Math.log10(sum)));
        double nearest = ROUND[0];
        for (double candidate : ROUND) {
            if (Math.abs(sum / unit - candidate) < Math.abs(sum / unit - nearest)) {
                nearest = candidate;
            }
        }
        var amount = BigDecimal.valueOf(nearest * unit);
        // nobody gives two and a half pounds
        amount = amount.setScale(0, RoundingMode.HALF_UP);
        return amount.max(campaign.minimum()).stripTrailingZeros();
    }

    /** Keeps a campaign that reached its goal above it, and one that did not below. */
    private static BigDecimal[] fitted(BigDecimal[] amounts, DemoCampaign campaign) {
        var sum = Arrays.stream(amounts).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (campaign.target() >= 100) {
            int greatest = 0;
            for (int i = 1; i < amounts.length; i++) {
                greatest = amounts[i].compareTo(amounts[greatest]) > 0 ? i : greatest;
            }
            while (sum.compareTo(campaign.goal()) < 0) {
                var more = rounded(campaign.goal().subtract(sum).doubleValue() * 1.3, campaign);
                amounts[greatest] = amounts[greatest].add(more);
                sum = sum.add(more);
            }
            return amounts;
        }
        var most = campaign.goal()
                .multiply(BigDecimal.valueOf(Math.min(99, campaign.target() + 3)))
                .movePointLeft(2);
        for (int i = 0; sum.compareTo(most) > 0 && i < amounts.length * 8; i++) {
            int at = i % amounts.length;
            var less = rounded(amounts[at].doubleValue() / 2, campaign);
            if (less.compareTo(amounts[at]) < 0) {
                sum = sum.subtract(amounts[at]).add(less);
                amounts[at] = less;
            }
        }
        return amounts;
    }

    // ── what became of it

    /** What the charities paid out of a first round: of a campaign that is over all, of one that has run a while about half. */
    public List<DemoPayment> payments(List<DemoGift> gifts) {
        var received = new TreeMap<String, List<DemoGift>>();
        gifts.forEach(
                gift -> received.computeIfAbsent(gift.campaign() + ":" + gift.intention(), key -> new ArrayList<>())
                        .add(gift));
        var bySlug = new HashMap<String, DemoCampaign>();
        campaigns.forEach(campaign -> bySlug.put(campaign.slug(), campaign));
        var payments = new ArrayList<DemoPayment>();
        received.forEach((key, given) -> {
            var campaign = Objects.requireNonNull(bySlug.get(given.getFirst().campaign()));
            if (campaign.status() == CampaignStatus.CLOSED && campaign.endsIn() != null) {
                int end = Math.min(-1, campaign.endsIn() + 9);
                var half = pay(key + ":1", given, (campaign.startsIn() + campaign.endsIn()) / 2, 60, BigDecimal.ZERO);
                half.ifPresent(payments::add);
                pay(key + ":2", given, end, 100, half.map(DemoPayment::amount).orElse(BigDecimal.ZERO))
                        .ifPresent(payments::add);
            } else if (campaign.startsIn() < -45) {
                pay(key + ":1", given, -18, 55, BigDecimal.ZERO).ifPresent(payments::add);
            }
        });
        return payments;
    }

    /** A share in percent of what had come in by a day, less what was paid before. Empty where that is nothing. */
    private Optional<DemoPayment> pay(String key, List<DemoGift> given, int day, int percent, BigDecimal before) {
        var first = given.getFirst();
        var at = today.plusDays(day).atTime(10, 30).toInstant(ZoneOffset.UTC);
        var amount = given.stream()
                .filter(gift -> gift.at().isBefore(at))
                .map(DemoGift::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .multiply(BigDecimal.valueOf(percent))
                .movePointLeft(2)
                .subtract(before);
        if (percent < 100) {
            amount = amount.round(new MathContext(2, RoundingMode.DOWN)).setScale(0, RoundingMode.DOWN);
        }
        return amount.signum() > 0
                ? Optional.of(new DemoPayment(
                        "demo:paid:" + key, first.campaign(), first.currency(), first.intention(), amount, at))
                : Optional.empty();
    }

    // ── when

    /** The days on which a campaign took gifts, and how much each draws. */
    private static final class Days {

        private final LocalDate first;
        private final double[] upTo;

        Days(DemoCampaign campaign, LocalDate today) {
            first = today.plusDays(campaign.startsIn());
            int last = campaign.endsIn() == null ? -1 : Math.min(-1, campaign.endsIn());
            int length = Math.max(1, last - campaign.startsIn() + 1);
            upTo = new double[length];
            double all = 0;
            for (int i = 0; i < length; i++) {
                all += GiftCalendar.weight(first.plusDays(i), campaign.jurisdiction(), i, length - 1 - i);
                upTo[i] = all;
            }
        }

        LocalDate draw(SplittableRandom random) {
            int found = Arrays.binarySearch(upTo, random.nextDouble() * upTo[upTo.length - 1]);
            return first.plusDays(Math.min(upTo.length - 1, found < 0 ? -found - 1 : found));
        }
    }

    // ── by whom and for what

    private static Intention intention(DemoCampaign campaign, boolean ramadan, SplittableRandom random) {
        int[] weights = campaign.intentions().stream()
                .mapToInt(intention -> switch (intention) {
                    case GENERAL -> 50;
                    case ZAKAT -> ramadan ? 60 : 22;
                    case ZAKAT_AL_FITR -> ramadan ? 30 : 0;
                    case SADAQAH -> 20;
                    case SADAQAH_JARIYAH, WAQF, NAZR -> 14;
                    case FIDYAH -> ramadan ? 14 : 2;
                    case KAFFARAH, KHUMS -> 6;
                })
                .toArray();
        int lot = random.nextInt(Arrays.stream(weights).sum());
        for (int i = 0; i < weights.length; i++) {
            lot -= weights[i];
            if (lot < 0) {
                return campaign.intentions().get(i);
            }
        }
        return campaign.intentions().getFirst();
    }

    private String name(Jurisdiction jurisdiction, SplittableRandom random) {
        var names = donors.of(jurisdiction);
        return names.given().get(random.nextInt(names.given().size()))
                + " "
                + names.family().get(random.nextInt(names.family().size()));
    }

    private @Nullable String dedication(Jurisdiction jurisdiction, SplittableRandom random) {
        var words = donors.dedications().get(DemoContent.home(jurisdiction).tag());
        return words == null ? null : words.get(random.nextInt(words.size()));
    }
}
