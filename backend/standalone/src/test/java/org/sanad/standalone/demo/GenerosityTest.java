package org.sanad.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The demo's gifts are as many as said, round, skewed, in season, and the same each time. */
class GenerosityTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private final DemoContent content = DemoContent.read();
    private final List<DemoCampaign> campaigns = new Composer(content).compose();
    private final List<DemoGift> gifts = gifts();

    private List<DemoGift> gifts() {
        return new Generosity(new Composer(DemoContent.read()).compose(), content.donors(), TODAY)
                .round(1, Generosity.GIFTS);
    }

    @Test
    void givesAsOftenAsSaidAndTheSameEachTime() {
        assertThat(gifts).hasSize(20_000).isEqualTo(gifts());
        assertThat(gifts.stream().map(DemoGift::origin)).doesNotHaveDuplicates();
    }

    @Test
    void bringsEachCampaignToWhereItShallStand() {
        var sums = new HashMap<String, BigDecimal>();
        gifts.forEach(gift -> sums.merge(gift.campaign(), gift.amount(), BigDecimal::add));
        for (var campaign : campaigns) {
            var sum = sums.getOrDefault(campaign.slug(), BigDecimal.ZERO);
            if (campaign.target() == 0) {
                assertThat(sum).isZero();
            } else if (campaign.target() >= 100) {
                assertThat(sum).isBetween(campaign.goal(), campaign.goal().multiply(new BigDecimal("1.7")));
            } else {
                assertThat(sum).as(campaign.slug()).isPositive().isLessThan(campaign.goal());
            }
        }
    }

    @Test
    void givesRoundAmountsManySmallAndFewGreat() {
        var inDollars = gifts.stream()
                .filter(gift -> gift.currency().equals("USD"))
                .map(DemoGift::amount)
                .sorted()
                .toList();
        var median = inDollars.get(inDollars.size() / 2).doubleValue();
        var mean = inDollars.stream()
                .mapToDouble(BigDecimal::doubleValue)
                .average()
                .orElseThrow();
        assertThat(mean).isGreaterThan(1.3 * median);
        assertThat(gifts.stream()
                        .filter(gift -> gift.amount().stripTrailingZeros().precision() <= 2)
                        .count())
                .isGreaterThan(19_500);
        assertThat(gifts).allSatisfy(gift -> assertThat(gift.amount().scale()).isLessThanOrEqualTo(0));
    }

    @Test
    void peaksInRamadan() {
        var days = gifts.stream()
                .collect(Collectors.groupingBy(
                        gift -> LocalDate.ofInstant(gift.at(), ZoneOffset.ofHours(3)), Collectors.counting()));
        // the last Ramadan before today: 18 February to 19 March 2026
        var ramadan = average(days, LocalDate.of(2026, 2, 18), 30);
        var before = average(days, LocalDate.of(2026, 1, 10), 30);
        var after = average(days, LocalDate.of(2026, 4, 1), 30);
        assertThat(ramadan).isGreaterThan(2 * before).isGreaterThan(2 * after);
    }

    private static double average(java.util.Map<LocalDate, Long> days, LocalDate first, int length) {
        return first.datesUntil(first.plusDays(length))
                .mapToLong(day -> days.getOrDefault(day, 0L))
                .average()
                .orElseThrow();
    }

    @Test
    void givesWhileACampaignRunsAndForWhatItTakes() {
        var bySlug = campaigns.stream().collect(Collectors.toMap(DemoCampaign::slug, campaign -> campaign));
        assertThat(gifts).allSatisfy(gift -> {
            var campaign = bySlug.get(gift.campaign());
            var day = LocalDate.ofInstant(gift.at(), campaign.jurisdiction().zone());
            assertThat(day).isBetween(TODAY.plusDays(campaign.startsIn()), TODAY.minusDays(1));
            if (campaign.endsIn() != null) {
                assertThat(day).isBeforeOrEqualTo(TODAY.plusDays(campaign.endsIn()));
            }
            assertThat(campaign.intentions()).contains(gift.intention());
            assertThat(gift.amount()).isGreaterThanOrEqualTo(campaign.minimum());
            assertThat(gift.currency()).isEqualTo(campaign.currency());
        });
        assertThat(gifts.stream().filter(DemoGift::byDonor).count()).isBetween(6L, 30L);
    }

    @Test
    void paysOutOfEachFundAtMostWhatCameIn() {
        var payments = new Generosity(campaigns, content.donors(), TODAY).payments(gifts);
        assertThat(payments.stream().map(DemoPayment::origin)).doesNotHaveDuplicates();
        var left = new HashMap<String, BigDecimal>();
        gifts.forEach(gift -> left.merge(gift.campaign() + gift.intention(), gift.amount(), BigDecimal::add));
        payments.forEach(payment -> left.merge(
                payment.campaign() + payment.intention(), payment.amount().negate(), BigDecimal::add));
        assertThat(left.values()).allSatisfy(rest -> assertThat(rest).isNotNegative());
        var closed = campaigns.stream()
                .filter(campaign -> campaign.status() == org.sanad.api.campaign.CampaignStatus.CLOSED)
                .map(DemoCampaign::slug)
                .collect(Collectors.toSet());
        assertThat(payments.stream().filter(payment -> closed.contains(payment.campaign())))
                .isNotEmpty();
        assertThat(payments)
                .allSatisfy(payment -> assertThat(LocalDate.ofInstant(payment.at(), ZoneOffset.UTC))
                        .isBefore(TODAY));
    }

    @Test
    void goesOnGivingToThoseThatRun() {
        var more = new Generosity(campaigns, content.donors(), TODAY).round(2, 3_000);
        assertThat(more).hasSize(3_000);
        assertThat(more.stream().map(DemoGift::origin))
                .doesNotContainAnyElementsOf(
                        gifts.stream().map(DemoGift::origin).toList());
    }
}
