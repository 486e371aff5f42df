package org.sanad.api.donation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sanad.api.campaign.Intention;
import org.sanad.api.donation.SettledDonations.Recording;
import org.sanad.api.platform.money.Money;
import org.sanad.api.platform.text.Locale;
import org.sanad.api.support.SanadTest;

@SanadTest
class RecordSettledDonationsTest {

    private final SettledDonations donations;
    private final Scene scene = Scene.set();

    RecordSettledDonationsTest(SettledDonations donations) {
        this.donations = donations;
    }

    @Test
    void postsABatchAndLeavesItAsItIsTheSecondTime() {
        var gifts =
                IntStream.range(0, 500).mapToObj(i -> gift(i, "KWD", 1000 + i)).toList();

        assertThat(donations.recordSettledDonations(gifts).block()).isEqualTo(new Recording.Recorded(500, 0));
        assertThat(donations.recordSettledDonations(gifts).block()).isEqualTo(new Recording.Recorded(0, 500));

        assertThat(scene.raised()).isEqualTo(500 * 1000 + 499 * 500 / 2);
        assertThat(scene.donationCount()).isEqualTo(500);
        assertThat(scene.donorCount()).isEqualTo(500);
        assertThat(Scene.number("select count(*) from receipts where organization_id = ?", scene.organization))
                .isEqualTo(500);
        assertThat(Scene.ledgerFaults()).isEmpty();
    }

    @Test
    void refusesAWholeBatchForOneGiftInAnotherCurrency() {
        var gifts = List.of(gift(1, "KWD", 1000), gift(2, "USD", 1000));

        assertThat(donations.recordSettledDonations(gifts).block())
                .isEqualTo(new Recording.Refused(
                        List.of(new SettledDonations.Refusal(origin(2), DonateFault.Code.CURRENCY_MISMATCH))));

        assertThat(scene.raised()).isZero();
        assertThat(Scene.number("select count(*) from donations where campaign_id = ?", scene.campaign))
                .isZero();
    }

    @Test
    void postsReportedMovementsWithoutEverOverdrawingAFund() {
        var spent = new ReportedMovement(
                origin(1),
                ReportedMovement.Kind.DISBURSEMENT,
                scene.campaign,
                Intention.GENERAL,
                new Money(700, "USD"),
                Instant.parse("2020-01-01T00:00:00Z"),
                null);
        var granted = new ReportedMovement(
                origin(2),
                ReportedMovement.Kind.GRANT,
                scene.campaign,
                Intention.GENERAL,
                new Money(5000, "KWD"),
                Instant.parse("2020-01-02T00:00:00Z"),
                "a grant");

        assertThat(donations.recordReportedMovements(List.of(spent, granted)).block())
                .isEqualTo(2);
        assertThat(donations.recordReportedMovements(List.of(spent, granted)).block())
                .isZero();

        assertThat(scene.raised()).isEqualTo(5000);
        assertThat(Scene.number(
                        "select spent from organization_finances where organization_id = ? and currency = 'USD'",
                        scene.organization))
                .isEqualTo(700);
        assertThat(Scene.ledgerFaults()).isEmpty();
    }

    private String origin(int n) {
        return "test:" + scene.campaign + ":" + n;
    }

    private SettledDonation gift(int n, String currency, long minor) {
        return new SettledDonation(
                origin(n),
                scene.campaign,
                new Money(minor, currency),
                Intention.GENERAL,
                null,
                Instant.parse("2026-03-01T00:00:00Z").plusSeconds(n),
                null,
                "متبرع " + n,
                null,
                null,
                null,
                Locale.AR,
                true);
    }
}
