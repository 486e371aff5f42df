package org.sanad.api.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sanad.api.reporting.ImportLedger.Decision;
import org.sanad.api.reporting.ImportLedger.Moved;
import org.sanad.api.reporting.ImportLedger.Standing;
import org.sanad.api.reporting.ImportLedger.Told;

/** Plays through what publishers do to their files, and holds the ledger against the last one. */
class ImportLedgerTest {

    private static final LocalDate DAY = LocalDate.of(2025, 3, 1);

    @Test
    void postsEachMovementOnceAndNothingTheSecondTime() {
        List<Told> file = List.of(told("a", 100), told("b", 250), promise("c"));
        Ledger ledger = new Ledger();
        assertThat(ledger.take(file).postings()).hasSize(2);
        assertThat(ledger.take(file)).isEqualTo(new Decision(List.of(), List.of()));
        assertThat(ledger.sum()).isEqualTo(350);
    }

    @Test
    void putsRightWhatChangedAndWhatIsGone() {
        Ledger ledger = new Ledger();
        ledger.take(List.of(told("a", 100), told("b", 250)));
        assertThat(ledger.take(List.of(told("a", 70))).postings())
                .extracting(posting -> posting.moved().minor())
                .containsExactlyInAnyOrder(-100L, 70L, -250L);
        assertThat(ledger.sum()).isEqualTo(70);
        ledger.take(List.of(told("a", 70), told("b", 250)));
        assertThat(ledger.sum()).isEqualTo(320);
    }

    @Test
    void whateverAPublisherDoesTheLedgerSaysWhatTheLastFileSays() {
        Random random = new Random(40);
        for (int round = 0; round < 300; round++) {
            Ledger ledger = new Ledger();
            for (int step = 0; step < 8; step++) {
                List<Told> file = new ArrayList<>();
                for (String key : List.of("a", "b", "c", "d")) {
                    switch (random.nextInt(4)) {
                        case 0 -> file.add(promise(key));
                        case 1, 2 -> file.add(told(key, 1 + random.nextInt(3)));
                        default -> {
                            // not in this file
                        }
                    }
                }
                ledger.take(file);
                assertThat(ledger.sum())
                        .isEqualTo(file.stream()
                                .mapToLong(each ->
                                        each.moved() == null ? 0 : each.moved().minor())
                                .sum());
                assertThat(ledger.take(file).postings()).isEmpty();
            }
        }
    }

    private static Told told(String key, long minor) {
        return new Told(key, key + minor, new Moved("GRANT", "USD", minor), DAY, null);
    }

    private static Told promise(String key) {
        return new Told(key, key, null, DAY, null);
    }

    /** What stands after each file; refuses an origin that was used before, as the real one leaves it out. */
    private static final class Ledger {

        private final Map<String, Standing> standing = new HashMap<>();
        private final Set<String> origins = new HashSet<>();
        private long sum;

        Decision take(List<Told> file) {
            Decision decision = ImportLedger.decide("activity", file, standing);
            decision.postings().forEach(posting -> {
                assertThat(origins.add(posting.origin())).as(posting.origin()).isTrue();
                sum += posting.moved().minor();
            });
            decision.facts().forEach(fact -> {
                Told told = file.stream()
                        .filter(each -> each.key().equals(fact.key()))
                        .findFirst()
                        .orElse(null);
                Standing before = standing.get(fact.key());
                standing.put(
                        fact.key(),
                        told == null
                                ? new Standing(fact.key(), before.hash(), null, true, fact.revision(), DAY)
                                : new Standing(fact.key(), told.hash(), told.moved(), false, fact.revision(), DAY));
            });
            return decision;
        }

        long sum() {
            return sum;
        }
    }
}
