package org.sanad.api.reporting;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what the ledger needs so that it says what an activity's publisher says now. Postings are never changed: what changed is put right
 * by a posting against it and one anew, what is gone by a posting against it. A pure decision, so that it can be tested by itself.
 */
final class ImportLedger {

    private ImportLedger() {}

    /** What the ledger takes of a transaction: which way, in which currency, how much in its smallest unit. */
    record Moved(String kind, String currency, long minor) {

        Moved against() {
            return new Moved(kind, currency, -minor);
        }
    }

    /** A transaction as the file has it; nothing moves by a promise. */
    record Told(
            String key,
            String hash,
            @Nullable Moved moved,
            LocalDate day,
            @Nullable String memo) {}

    /** A transaction as it stands. */
    record Standing(String key, String hash, @Nullable Moved moved, boolean gone, int revision, LocalDate day) {}

    /** What to write down of a transaction. */
    record Fact(String key, int revision, boolean gone) {}

    /** A movement to post; its origin is its own for ever. */
    record Posting(
            String origin,
            Moved moved,
            LocalDate day,
            @Nullable String memo) {}

    /** What is to be done for an activity. */
    record Decision(List<Fact> facts, List<Posting> postings) {}

    static Decision decide(String identifier, List<Told> told, Map<String, Standing> standing) {
        List<Fact> facts = new ArrayList<>();
        List<Posting> postings = new ArrayList<>();
        Set<String> met = new HashSet<>();
        for (Told each : told) {
            met.add(each.key());
            Standing before = standing.get(each.key());
            if (before != null && !before.gone() && before.hash().equals(each.hash())) {
                continue;
            }
            boolean same = before != null && Objects.equals(before.moved(), each.moved());
            int revision = before == null ? 1 : same && !before.gone() ? before.revision() : before.revision() + 1;
            if (before != null && !same) {
                undo(identifier, before, postings);
            }
            if (each.moved() != null && !(same && before != null && !before.gone())) {
                postings.add(
                        new Posting(origin(identifier, each.key(), revision), each.moved(), each.day(), each.memo()));
            }
            facts.add(new Fact(each.key(), revision, false));
        }
        for (Standing before : standing.values()) {
            if (!met.contains(before.key()) && !before.gone()) {
                undo(identifier, before, postings);
                facts.add(new Fact(before.key(), before.revision(), true));
            }
        }
        return new Decision(facts, postings);
    }

    private static void undo(String identifier, Standing before, List<Posting> postings) {
        Moved moved = before.moved();
        if (moved != null) {
            String origin = origin(identifier, before.key(), before.revision()) + ":undone";
            postings.add(new Posting(origin, moved.against(), before.day(), null));
        }
    }

    private static String origin(String identifier, String key, int revision) {
        return "iati:" + identifier + ":" + key + ":" + revision;
    }
}
