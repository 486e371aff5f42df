package org.sanad.api.reporting;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.money.Currencies;
import org.sanad.api.platform.money.Money;
import org.sanad.api.reporting.IatiActivity.Narrative;
import org.sanad.api.reporting.IatiActivity.Organisation;
import org.sanad.api.reporting.IatiActivity.Transaction;
import org.sanad.api.reporting.IatiActivity.Value;
import org.sanad.api.reporting.IatiPlan.Movement;

/**
 * Decides what the ledger takes of an activity's money. What came in becomes a grant, what went out a disbursement, promises stay facts; a
 * negative amount corrects what was told before.
 */
record IatiMoney(IatiActivity activity, Currencies currencies, Consumer<Finding> findings) {

    /** The new pound: two zeros were taken off. */
    private static final LocalDate SYRIAN_REFORM = LocalDate.of(2026, 1, 1);

    private static final int LONGEST_MEMO = 500;

    List<Movement> movements() {
        Map<String, Integer> referenced = new HashMap<>();
        activity.transactions().forEach(moved -> referenced.merge(reference(moved), 1, Integer::sum));
        Map<String, Integer> alike = new HashMap<>();
        List<Movement> movements = activity.transactions().stream()
                .map(moved -> {
                    String reference = reference(moved);
                    boolean unique = moved.reference() != null && referenced.getOrDefault(reference, 0) == 1;
                    String key = unique ? reference : moved.hash() + "#" + alike.merge(moved.hash(), 1, Integer::sum);
                    return movement(moved, key);
                })
                .toList();
        return correctable(movements);
    }

    /** Leaves corrections that take back more than was told as facts: a body can't have spent less than nothing. */
    private List<Movement> correctable(List<Movement> movements) {
        Map<String, Long> told = new HashMap<>();
        for (Movement movement : movements) {
            Long minor = movement.minor();
            if (minor != null && minor > 0) {
                told.merge(movement.kind() + " " + movement.currency(), minor, Long::sum);
            }
        }
        return movements.stream()
                .map(movement -> {
                    Long minor = movement.minor();
                    if (minor == null || minor > 0) {
                        return movement;
                    }
                    String of = movement.kind() + " " + movement.currency();
                    long left = told.getOrDefault(of, 0L) + minor;
                    if (left < 0) {
                        warn(
                                movement.line(),
                                "correction-exceeds",
                                "The negative amount takes back more than was told: it is kept as a fact and not posted.");
                        return movement.unposted();
                    }
                    told.put(of, left);
                    return movement;
                })
                .toList();
    }

    private static String reference(Transaction moved) {
        return "ref:" + moved.type() + ":" + moved.reference();
    }

    private Movement movement(Transaction moved, String key) {
        String kind = switch (moved.type()) {
            case "1" -> "GRANT";
            case "3", "4" -> "DISBURSEMENT";
            default -> null;
        };
        String currency = currency(moved.value());
        Long minor = null;
        if (kind != null && moved.value().amount().signum() != 0) {
            minor = currency == null ? unknownCurrency(moved) : minor(moved, currency);
        }
        return new Movement(
                moved.position(),
                moved.line(),
                key,
                moved.hash(),
                moved.type(),
                moved.day(),
                moved.value().amount(),
                minor == null ? null : kind,
                currency,
                minor,
                memo(moved));
    }

    private @Nullable Long unknownCurrency(Transaction moved) {
        warn(
                moved.line(),
                "currency-unknown",
                "Sanad keeps no money in %s: the transaction is kept as a fact and not posted."
                        .formatted(moved.value().currency()));
        return null;
    }

    private @Nullable Long minor(Transaction moved, String currency) {
        BigDecimal amount = moved.value().amount();
        int decimals = currencies.get(currency).decimals();
        BigDecimal rounded = amount.setScale(decimals, RoundingMode.HALF_EVEN);
        if (rounded.compareTo(amount) != 0) {
            warn(
                    moved.line(),
                    "amount-rounded",
                    "%s has more decimals than %s: %s is posted, the fact is kept as it was told."
                            .formatted(amount.toPlainString(), currency, rounded.toPlainString()));
        }
        Optional<Money> money = currencies.money(rounded, currency);
        if (money.isEmpty()) {
            warn(moved.line(), "amount-too-great", "The amount is too great to be posted; it is kept as a fact.");
        }
        return money.map(Money::minor).filter(minor -> minor != 0).orElse(null);
    }

    private @Nullable String memo(Transaction moved) {
        Organisation other = moved.type().equals("1") ? moved.provider() : moved.receiver();
        String memo = Stream.concat(
                        Stream.ofNullable(other).flatMap(party -> names(party).limit(1)),
                        moved.description().stream().map(Narrative::text).limit(1))
                .collect(Collectors.joining(" — "));
        return memo.isEmpty() ? null : IatiTexts.cut(memo, LONGEST_MEMO);
    }

    private static Stream<String> names(Organisation party) {
        return party.name().isEmpty()
                ? Stream.ofNullable(party.reference())
                : party.name().stream().map(Narrative::text);
    }

    /** The currency that most of the activity's amounts are in, as a key; the default where it has no amounts. */
    @Nullable
    String usualCurrency() {
        Map<String, Long> counts = Stream.concat(
                        activity.transactions().stream().map(Transaction::value),
                        Stream.concat(activity.budgets().stream(), activity.plannedDisbursements().stream())
                                .map(IatiActivity.Budget::value))
                .flatMap(value -> Stream.ofNullable(currency(value)))
                .collect(Collectors.groupingBy(code -> code, LinkedHashMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElseGet(() -> {
                    String usual = activity.currency();
                    return usual != null && currencies.knows(usual) ? usual : null;
                });
    }

    private @Nullable String currency(Value value) {
        String code = value.currency();
        if (code == null) {
            return null;
        }
        String key = code.equals("SYP") && value.day().isBefore(SYRIAN_REFORM) ? "SYP-OLD" : code;
        return currencies.knows(key) && !code.endsWith("-OLD") ? key : null;
    }

    /** What is budgeted; else what was promised, else what came in or went out. Empty where nothing says what the activity aims at. */
    Optional<Long> goal(String currency) {
        Stream<Stream<Value>> ways = Stream.of(
                activity.budgets().stream()
                        .filter(budget -> budget.type() == null || budget.type().equals("1"))
                        .map(IatiActivity.Budget::value),
                activity.budgets().stream().map(IatiActivity.Budget::value),
                moved("11", "2"),
                activity.plannedDisbursements().stream().map(IatiActivity.Budget::value),
                moved("1", "1"),
                moved("3", "4"));
        return ways.map(values -> sum(values, currency)).filter(sum -> sum > 0).findFirst();
    }

    private Stream<Value> moved(String type, String other) {
        return activity.transactions().stream()
                .filter(transaction ->
                        transaction.type().equals(type) || transaction.type().equals(other))
                .map(Transaction::value);
    }

    private long sum(Stream<Value> values, String currency) {
        BigDecimal sum = values.filter(value -> currency.equals(currency(value)))
                .map(Value::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .setScale(currencies.get(currency).decimals(), RoundingMode.HALF_EVEN);
        return currencies.money(sum, currency).map(Money::minor).orElse(0L);
    }

    private void warn(int line, String reason, String message) {
        findings.accept(Finding.warning(line, activity.path() + "/transaction", "import." + reason, message));
    }
}
