package org.sanad.api.donation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sanad.api.campaign.Intention;
import org.sanad.api.platform.money.Money;
import org.sanad.api.platform.text.Locale;
import org.sanad.api.support.Api;
import org.sanad.api.support.SanadTest;

/** What was raised in all is exact at every moment, folded or not. */
@SanadTest
class CurrencyTotalsTest {

    private final Api api;
    private final SettledDonations donations;
    private final Settlements settlements;
    private final Scene scene = Scene.set();

    CurrencyTotalsTest(Api api, SettledDonations donations, Settlements settlements) {
        this.api = api;
        this.donations = donations;
        this.settlements = settlements;
    }

    @Test
    void theTotalsCountAGiftAtOnceAndOnceOnly() {
        settlements.fold().block();
        var before = dinars();
        give(2_500);
        give(1_000);
        assertThat(dinars()).isEqualTo(before.add(new BigDecimal("3.500")));
        assertThat(settlements.fold().block()).isEqualTo(2);
        assertThat(dinars()).isEqualTo(before.add(new BigDecimal("3.500")));
        assertThat(settlements.fold().block()).isZero();
        give(500);
        assertThat(dinars()).isEqualTo(before.add(new BigDecimal("4.000")));
        assertThat(Scene.ledgerFaults()).isEmpty();
    }

    @Test
    void readingThemReadsNoCampaign() {
        give(1_000);
        assertThat(Scene.column("explain select * from raised_by_currency"))
                .noneMatch(line -> Objects.toString(line).contains("campaign"));
    }

    private void give(long minor) {
        var given = new SettledDonation(
                "test:" + UUID.randomUUID(),
                scene.campaign,
                new Money(minor, "KWD"),
                Intention.GENERAL,
                null,
                Instant.parse("2026-05-01T00:00:00Z"),
                null,
                null,
                null,
                null,
                null,
                Locale.AR,
                false);
        donations.recordSettledDonation(given).block();
    }

    private BigDecimal dinars() {
        return api
                .guest()
                .document("{ totals { raised { amount currency } } }")
                .execute()
                .path("totals")
                .entityList(Map.class)
                .get()
                .stream()
                .map(total -> (Map<?, ?>) Objects.requireNonNull(total.get("raised")))
                .filter(raised -> "KWD".equals(raised.get("currency")))
                .map(raised -> new BigDecimal(Objects.toString(raised.get("amount"))))
                .findFirst()
                .orElse(new BigDecimal("0.000"));
    }
}
