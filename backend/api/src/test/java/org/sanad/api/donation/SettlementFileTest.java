package org.sanad.api.donation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sanad.api.donation.Reconciliation.Line;
import org.sanad.api.donation.Reconciliation.Verdict;
import org.sanad.api.donation.SettlementFile.Held;
import org.sanad.api.platform.money.Currencies;
import org.sanad.api.platform.money.Money;
import org.sanad.api.support.SanadTest;

@SanadTest
class SettlementFileTest {

    private static final String HEADER = SettlementFile.HEADER;
    private static final Instant NOON = Instant.parse("2026-05-02T12:00:00Z");

    private final Currencies currencies;

    SettlementFileTest(Currencies currencies) {
        this.currencies = currencies;
    }

    @Test
    void tellsWhatAgreesAndWhatDoesNot() {
        var file = read(
                HEADER,
                "A,o,payment,12.500,KWD,2026-05-02T10:00:00Z",
                "B,o,payment,3.000,KWD,2026-05-02T10:00:00Z",
                "C,o,payment,4.000,KWD,2026-05-02T10:00:00Z",
                "D,o,payment,5.000,KWD,2026-05-02T10:00:00Z",
                "D,o,refund,5.000,KWD,2026-05-02T11:00:00Z",
                "F,o,refund,7.000,KWD,2026-05-02T11:00:00Z");
        var lines = file.compare(List.of(
                held("A", 12_500, NOON, null),
                held("B", 3_001, NOON, null),
                held("D", 5_000, NOON, NOON),
                held("E", 6_000, NOON, null),
                held("F", 7_000, NOON.minusSeconds(86_400), null),
                held("G", 8_000, Instant.parse("2026-05-02T00:00:01Z"), null, Instant.parse("2026-05-01T23:50:00Z"))));

        assertThat(lines)
                .extracting(Line::paymentReference, Line::verdict)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("C", Verdict.MISSING_HERE),
                        org.assertj.core.groups.Tuple.tuple("E", Verdict.MISSING_THERE),
                        org.assertj.core.groups.Tuple.tuple("B", Verdict.DIFFERENT),
                        org.assertj.core.groups.Tuple.tuple("F", Verdict.DIFFERENT),
                        org.assertj.core.groups.Tuple.tuple("A", Verdict.MATCHED),
                        org.assertj.core.groups.Tuple.tuple("D", Verdict.MATCHED));
    }

    @Test
    void refusesAFileThatIsWrongInOneLineAndSaysWhich() {
        refused("Line 1", "reference,amount");
        refused("Line 2", HEADER, "A,o,payment,12.5005,KWD,2026-05-02T10:00:00Z");
        refused(
                "Line 3",
                HEADER,
                "A,o,payment,12.500,KWD,2026-05-02T10:00:00Z",
                "A,o,payment,12.500,KWD,2026-05-02T10:00:00Z");
        refused("Line 2", HEADER, "A,o,gift,12.500,KWD,2026-05-02T10:00:00Z");
        refused("Line 2", HEADER, "A,o,payment,12.500,KWD,yesterday");
        refused("Line 2", HEADER, "A,o,payment,12.500,XXX,2026-05-02T10:00:00Z");
        refused("Line 1");
    }

    private void refused(String line, String... lines) {
        assertThatThrownBy(() -> read(lines)).hasMessageStartingWith(line + ":");
    }

    private SettlementFile read(String... lines) {
        return SettlementFile.read(Stream.of(lines), currencies);
    }

    private static Held held(
            String reference, long minor, Instant settled, @org.jspecify.annotations.Nullable Instant refunded) {
        return held(reference, minor, settled, refunded, settled);
    }

    private static Held held(
            String reference,
            long minor,
            Instant settled,
            @org.jspecify.annotations.Nullable Instant refunded,
            Instant created) {
        return new Held(UUID.randomUUID(), reference, new Money(minor, "KWD"), created, settled, refunded);
    }
}
