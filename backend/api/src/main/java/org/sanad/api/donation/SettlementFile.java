package org.sanad.api.donation;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sanad.api.donation.Reconciliation.Line;
import org.sanad.api.donation.Reconciliation.Verdict;
import org.sanad.api.platform.money.Currencies;
import org.sanad.api.platform.money.Money;

/**
 * A gateway's settlement file: what it says that was paid and paid back, by payment. Pure: reads lines, and compares itself with what the ledger
 * holds.
 *
 * @param from the beginning of its first day; {@code to} the end of its last, both in UTC
 */
record SettlementFile(Map<String, Stated> payments, Instant from, Instant to) {

    static final String HEADER = "payment_reference,order,type,amount,currency,occurred_at";
    static final int GREATEST = 20_000;

    /** What the file says of a payment; either part may be missing, as when it was paid on one day and paid back on another. */
    record Stated(@Nullable Money paid, @Nullable Money refunded) {}

    /** What the ledger holds of a payment. */
    record Held(
            UUID donation,
            String reference,
            Money amount,
            Instant createdAt,
            @Nullable Instant settledAt,
            @Nullable Instant refundedAt) {}

    /** A line that is not what it should be. */
    static final class Malformed extends RuntimeException {
        Malformed(int line, String what) {
            super("Line " + line + ": " + what, null, false, false);
        }
    }

    /** Reads a file. Throws {@link Malformed} at the first line that is wrong: a file that is wrong in one line is no proof in any. */
    static SettlementFile read(Stream<String> lines, Currencies currencies) {
        var payments = new LinkedHashMap<String, Stated>();
        LocalDate first = null;
        LocalDate last = null;
        int number = 0;
        for (var line : (Iterable<String>) lines::iterator) {
            number++;
            if (number == 1) {
                var header = line.startsWith("\uFEFF") ? line.substring(1) : line;
                if (!header.strip().equals(HEADER)) {
                    throw new Malformed(1, "the columns are not " + HEADER + ".");
                }
                continue;
            }
            if (line.isBlank()) {
                continue;
            }
            if (number > GREATEST + 1) {
                throw new Malformed(number, "more than " + GREATEST + " lines.");
            }
            var cells = line.split(",", -1);
            if (cells.length != 6) {
                throw new Malformed(number, cells.length + " columns instead of 6.");
            }
            var money = money(cells[3].strip(), cells[4].strip(), currencies, number);
            var day = day(cells[5].strip(), number);
            first = first == null || day.isBefore(first) ? day : first;
            last = last == null || day.isAfter(last) ? day : last;
            var reference = cells[0].strip();
            if (reference.isEmpty() || reference.length() > 200) {
                throw new Malformed(number, "no payment reference.");
            }
            var so = payments.getOrDefault(reference, new Stated(null, null));
            var kind = cells[2].strip();
            boolean payment = kind.equals("payment");
            if (!payment && !kind.equals("refund")) {
                throw new Malformed(number, "neither payment nor refund.");
            }
            if ((payment ? so.paid() : so.refunded()) != null) {
                throw new Malformed(number, "the same movement a second time.");
            }
            var now = payment ? new Stated(money, so.refunded()) : new Stated(so.paid(), money);
            payments.put(reference, now);
        }
        if (number == 0) {
            throw new Malformed(1, "the file is empty.");
        }
        return new SettlementFile(
                payments,
                first == null
                        ? Instant.EPOCH
                        : first.atStartOfDay(ZoneOffset.UTC).toInstant(),
                last == null
                        ? Instant.EPOCH
                        : last.atStartOfDay(ZoneOffset.UTC).toInstant().plus(Duration.ofDays(1)));
    }

    private static Money money(String amount, String iso, Currencies currencies, int line) {
        if (!amount.matches("[0-9]{1,18}(\\.[0-9]{1,4})?") || !currencies.knows(iso)) {
            throw new Malformed(line, "no amount in a known currency.");
        }
        return currencies
                .money(new BigDecimal(amount), iso)
                .filter(money -> money.minor() > 0)
                .orElseThrow(() -> new Malformed(line, "an amount that its currency has not."));
    }

    private static LocalDate day(String text, int line) {
        try {
            return LocalDate.ofInstant(Instant.parse(text), ZoneOffset.UTC);
        } catch (DateTimeException notATime) {
            throw new Malformed(line, "no time in RFC 3339.");
        }
    }

    /**
     * Compares with the ledger, the faults first. A gift that the file lacks is a fault only where it was both begun and settled within the file's
     * days: one that was paid a moment before midnight may stand in another day's file.
     */
    List<Line> compare(List<Held> ledger) {
        var held = new HashMap<String, Held>();
        ledger.forEach(each -> held.put(each.reference(), each));
        record Found(
                Verdict verdict,
                String reference,
                @Nullable UUID donation,
                @Nullable Money stated) {}
        var found = new ArrayList<Found>();
        payments.forEach((reference, stated) -> {
            var amount = stated.paid() != null ? stated.paid() : stated.refunded();
            var ours = held.get(reference);
            found.add(
                    ours == null
                            ? new Found(Verdict.MISSING_HERE, reference, null, amount)
                            : new Found(
                                    agrees(stated, ours) ? Verdict.MATCHED : Verdict.DIFFERENT,
                                    reference,
                                    ours.donation(),
                                    amount));
        });
        for (var ours : ledger) {
            boolean within = ours.settledAt() != null
                    && !ours.createdAt().isBefore(from)
                    && ours.settledAt().isBefore(to);
            if (within && !payments.containsKey(ours.reference())) {
                found.add(new Found(Verdict.MISSING_THERE, ours.reference(), ours.donation(), null));
            }
        }
        var order = List.of(Verdict.MISSING_HERE, Verdict.MISSING_THERE, Verdict.DIFFERENT, Verdict.MATCHED);
        var lines = new ArrayList<Line>();
        for (var verdict : order) {
            for (var each : found) {
                if (each.verdict() == verdict) {
                    lines.add(new Line(
                            lines.size() + 1, each.verdict(), each.reference(), each.donation(), each.stated()));
                }
            }
        }
        return lines;
    }

    private boolean agrees(Stated stated, Held ours) {
        boolean amounts = (stated.paid() == null || stated.paid().equals(ours.amount()))
                && (stated.refunded() == null || stated.refunded().equals(ours.amount()));
        var refundedAt = ours.refundedAt();
        boolean refundedThere = stated.refunded() != null;
        boolean refundInDays = refundedAt != null && !refundedAt.isBefore(from) && refundedAt.isBefore(to);
        return amounts && (refundedThere ? refundedAt != null : !refundInDays);
    }
}
