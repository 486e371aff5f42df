package org.sanad.api.reporting;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks what IATI's rules ask of an activity beyond its structure. Reasons carry the numbers of the standard's ruleset, 2.03; its
 * errors refuse the file, its warnings are told. Left out are the rules that need a register of organisations from outside.
 */
final class IatiRules {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final Pattern SYMBOLS = Pattern.compile("[/&|?]");
    private static final Duration LONGEST_BUDGET = Duration.ofDays(365);

    private final Clock clock;

    IatiRules(Clock clock) {
        this.clock = clock;
    }

    /** Tells of every rule that the activity breaks, once for each element that breaks it. Copes with a broken structure. */
    void check(XmlElement activity, String path, Consumer<Finding> findings) {
        Check check = new Check(activity, path, findings, clock.instant());
        check.identifiers();
        check.languagesAndCurrencies();
        check.dates();
        check.sectors();
        check.places();
        check.percentages();
        check.countryBudget();
        check.aidTypes();
        check.organisations();
        check.policyMarkers();
        check.periods();
        check.results();
        check.texts();
    }

    private record Check(XmlElement activity, String path, Consumer<Finding> findings, Instant now) {

        void identifiers() {
            XmlElement identifier = activity.child("iati-identifier");
            XmlElement reporter = activity.child("reporting-org");
            List<XmlElement> others = activity.children("other-identifier");
            String reference = reporter == null ? null : reporter.attribute("ref");
            if (identifier != null) {
                String text = identifier.text();
                demand(
                        !text.equals(reference),
                        identifier,
                        "1.1.3",
                        "The activity's identifier must differ from the reporting organisation's.");
                advise(
                        Stream.concat(Stream.ofNullable(reference), references(others, "B1"))
                                .anyMatch(prefix -> text.startsWith(prefix + "-")),
                        identifier,
                        "1.1.21",
                        "The activity's identifier should begin with the reporting organisation's and a hyphen.");
                plain(identifier, text, "1.3.13", "1.3.1");
            }
            if (reporter != null) {
                plain(reporter, reference, "1.14.13", "1.14.1");
            }
            for (XmlElement other : others) {
                String type = String.valueOf(other.attribute("type"));
                if (type.equals("B1") || type.equals("A3")) {
                    trimmed(other, other.attribute("ref"), type.equals("B1") ? "1.16.1" : "1.6.1");
                }
                XmlElement owner = other.child("owner-org");
                if (owner != null) {
                    named(owner, "6.8.1", "The owner organisation");
                    plain(owner, owner.attribute("ref"), "1.11.13", "1.11.1");
                }
            }
            activity.children("related-activity")
                    .forEach(related -> trimmed(related, related.attribute("ref"), "1.7.1"));
        }

        private static Stream<String> references(List<XmlElement> others, String type) {
            return others.stream()
                    .filter(other -> type.equals(other.attribute("type")))
                    .flatMap(other -> Stream.ofNullable(other.attribute("ref")));
        }

        void languagesAndCurrencies() {
            if (activity.lang() == null) {
                first(
                        activity.descendants("narrative"),
                        narrative -> narrative.lang() == null,
                        "4.1.1",
                        "The activity must name its language, or each text must name its own.");
            }
            if (activity.attribute("default-currency") == null) {
                first(
                        Stream.of("value", "forecast", "loan-status").flatMap(activity::descendants),
                        value -> value.attribute("currency") == null,
                        "7.8.1",
                        "The activity must name its currency, or each amount must name its own.");
            }
        }

        void dates() {
            demand(
                    activity.children("activity-date").stream()
                            .anyMatch(date -> hasType(date, "1") || hasType(date, "2")),
                    activity,
                    "6.11.1",
                    "The activity must have a planned or an actual start.");
            Instant updated = moment(activity.attribute("last-updated-datetime"));
            demand(
                    updated == null || !updated.isAfter(now),
                    activity,
                    "11.1.1",
                    "The activity must not have been updated in the future.");
            ordered(day("1"), day("3"), "11.1.2", "The planned start must not be after the planned end.");
            ordered(day("2"), day("4"), "11.1.3", "The actual start must not be after the actual end.");
            past(day("2"), "iso-date", "11.1.4", "The actual start must not be in the future.");
            past(day("4"), "iso-date", "11.1.5", "The actual end must not be in the future.");
            for (XmlElement transaction : activity.children("transaction")) {
                past(
                        transaction.child("transaction-date"),
                        "iso-date",
                        "11.2.1",
                        "The transaction must not be dated in the future.");
                past(
                        transaction.child("value"),
                        "value-date",
                        "11.2.2",
                        "The transaction's value must not be dated in the future.");
            }
        }

        private @Nullable XmlElement day(String type) {
            for (XmlElement date : activity.children("activity-date")) {
                if (hasType(date, type)) {
                    return date;
                }
            }
            return null;
        }

        private static boolean hasType(XmlElement element, String type) {
            return type.equals(element.attribute("type"));
        }

        void sectors() {
            List<XmlElement> sectors = activity.children("sector");
            List<XmlElement> transactions = activity.children("transaction");
            boolean inTransactions = transactions.stream().anyMatch(transaction -> transaction.child("sector") != null);
            demand(
                    !sectors.isEmpty() || inTransactions,
                    activity,
                    "6.2.2",
                    "The activity must have a sector, or all its transactions must.");
            if (sectors.isEmpty()) {
                first(
                        transactions.stream(),
                        transaction -> transaction.child("sector") == null,
                        "6.7.2",
                        "Where the activity has no sector, each transaction must have one.");
            }
            demand(
                    sectors.isEmpty() || !inTransactions,
                    activity,
                    "6.6.2",
                    "Sectors must stand in the activity or in its transactions, not in both.");
            List<XmlElement> own = sectors.stream()
                    .filter(sector -> List.of("98", "99").contains(String.valueOf(sector.attribute("vocabulary"))))
                    .toList();
            demand(
                    own.stream()
                                    .mapToInt(sector ->
                                            sector.children("narrative").size())
                                    .sum()
                            >= own.size(),
                    own.isEmpty() ? activity : own.getFirst(),
                    "2.2.1",
                    "A sector of the reporting organisation's own list must be named.");
            advise(
                    sectors.isEmpty() || sectors.stream().anyMatch(Check::isDac),
                    activity,
                    "102.1.1",
                    "Beside other vocabularies the OECD DAC sectors should be used.");
            List<XmlElement> dac = sectors.stream().filter(Check::isDac).toList();
            shares(dac, dac.size() > 1, "sector", "2.1.1", "2.1.4");
            whole(dac, withShare(dac).size() > 1, "sectors", "2.1.2");
            for (String vocabulary : vocabularies(sectors)) {
                if (!vocabulary.equals("1") && !vocabulary.isEmpty()) {
                    List<XmlElement> same = inVocabulary(sectors, vocabulary);
                    // the official validator leaves the sum (2.1.2) of other vocabularies than OECD DAC alone
                    shares(same, same.size() > 1, "sector", "2.1.1", "2.1.4");
                }
            }
        }

        void places() {
            List<XmlElement> countries = activity.children("recipient-country");
            List<XmlElement> regions = activity.children("recipient-region");
            List<XmlElement> transactions = activity.children("transaction");
            boolean placed = !countries.isEmpty() || !regions.isEmpty();
            if (placed) {
                first(
                        transactions.stream(),
                        Check::isPlaced,
                        "3.6.2",
                        "Countries and regions must stand in the activity or in its transactions, not in both.");
            } else {
                // the official validator tells 3.7.1 never and 3.7.2 where there are transactions: so this is only
                // advice
                advise(!transactions.isEmpty(), activity, "3.7.1", "The activity should have a country or region.");
                first(
                        transactions.stream(),
                        transaction -> !isPlaced(transaction),
                        "3.7.2",
                        "Where the activity has no country or region, each transaction must have one.");
            }
            if (regions.isEmpty()) {
                shares(countries, countries.size() > 1, "country", "3.1.1", "3.1.4");
                whole(countries, countries.size() > 1, "countries", "3.1.2");
            }
            for (String vocabulary : vocabularies(regions)) {
                List<XmlElement> same = inVocabulary(regions, vocabulary);
                boolean single = same.size() == 1 && countries.isEmpty();
                if (same.size() > 1 || single) {
                    shares(same, same.size() > 1, "region", "3.4.1", "3.4.4");
                }
                List<XmlElement> all =
                        Stream.concat(same.stream(), countries.stream()).toList();
                whole(all, all.size() > 1, "countries and regions", "3.4.2");
            }
        }

        private static boolean isPlaced(XmlElement transaction) {
            return transaction.child("recipient-country") != null || transaction.child("recipient-region") != null;
        }

        void percentages() {
            between(activity.children("recipient-country"), "12.1.1");
            between(activity.children("recipient-region"), "12.1.1");
            between(activity.children("sector"), "12.3.1");
            between(activity.children("capital-spend"), "12.2.1");
            between(budgetItems(activity.children("country-budget-items")), "12.2.1");
        }

        void countryBudget() {
            List<XmlElement> budgets = activity.children("country-budget-items");
            for (String vocabulary : vocabularies(budgets)) {
                List<XmlElement> items = budgetItems(inVocabulary(budgets, vocabulary));
                if (items.size() > 1) {
                    advise(
                            !withShare(items).isEmpty(),
                            items.getFirst(),
                            "7.9.1",
                            "Of several budget items each should have a percentage.");
                    advise(
                            sum(items).compareTo(HUNDRED) == 0,
                            items.getFirst(),
                            "7.9.2",
                            "The percentages of the budget items should add up to 100.");
                } else if (items.size() == 1) {
                    advise(
                            isWhole(items.getFirst()),
                            items.getFirst(),
                            "7.9.4",
                            "The percentage of a single budget item should be left out or be 100.");
                }
            }
        }

        private static List<XmlElement> budgetItems(List<XmlElement> budgets) {
            return budgets.stream()
                    .flatMap(budget -> budget.children("budget-item").stream())
                    .toList();
        }

        void aidTypes() {
            aidTypes(activity, activity.children("default-aid-type"), "107.1.2");
            List<XmlElement> defaults = activity.children("default-aid-type");
            advise(
                    defaults.isEmpty() || defaults.stream().anyMatch(Check::isDac),
                    activity,
                    "107.1.1",
                    "Beside other aid types an OECD DAC aid type should be used.");
            List<XmlElement> moved = activity.children("transaction").stream()
                    .flatMap(transaction -> transaction.children("aid-type").stream())
                    .toList();
            advise(
                    moved.isEmpty() || moved.stream().anyMatch(Check::isDac),
                    activity,
                    "107.2.1",
                    "Beside other aid types the transactions should use an OECD DAC aid type.");
            activity.children("transaction")
                    .forEach(transaction -> aidTypes(transaction, transaction.children("aid-type"), "107.2.2"));
        }

        private void aidTypes(XmlElement at, List<XmlElement> types, String rule) {
            boolean single = types.stream().filter(Check::isDac).count() <= 1
                    && vocabularies(types).stream()
                            .filter(vocabulary -> !vocabulary.equals("1") && !vocabulary.isEmpty())
                            .allMatch(vocabulary ->
                                    inVocabulary(types, vocabulary).size() <= 1);
            advise(single, at, rule, "Each vocabulary should give one aid type at most.");
        }

        void organisations() {
            for (XmlElement participant : activity.children("participating-org")) {
                named(participant, "6.10.1", "The participating organisation");
                plain(participant, participant.attribute("ref"), "1.8.13", "1.8.1");
                trimmed(participant, participant.attribute("activity-id"), "1.9.1");
            }
            Stream.of("transaction", "planned-disbursement")
                    .flatMap(name -> activity.children(name).stream())
                    .forEach(this::parties);
        }

        private void parties(XmlElement movement) {
            XmlElement provider = movement.child("provider-org");
            if (provider != null) {
                named(provider, "6.9.1", "The provider organisation");
                plain(provider, provider.attribute("ref"), "1.10.13", "1.10.1");
                trimmed(provider, provider.attribute("provider-activity-id"), "1.4.1");
            }
            XmlElement receiver = movement.child("receiver-org");
            if (receiver != null) {
                named(receiver, "6.9.2", "The receiver organisation");
                plain(receiver, receiver.attribute("ref"), "1.15.13", "1.15.1");
                trimmed(receiver, receiver.attribute("receiver-activity-id"), "1.5.1");
            }
        }

        void policyMarkers() {
            for (XmlElement marker : activity.children("policy-marker")) {
                demand(
                        !isDac(marker) || marker.attribute("significance") != null,
                        marker,
                        "6.14.1",
                        "A policy marker of vocabulary 1 must say how significant it is.");
                demand(
                        !"99".equals(marker.attribute("vocabulary")) || marker.child("narrative") != null,
                        marker,
                        "6.13.1",
                        "A policy marker of the reporting organisation's own list must be named.");
            }
        }

        void periods() {
            for (XmlElement budget : activity.children("budget")) {
                period(budget, "8.6.3");
                LocalDate start = date(budget.child("period-start"), "iso-date");
                LocalDate end = date(budget.child("period-end"), "iso-date");
                demand(
                        start == null || end == null || ChronoUnit.DAYS.between(start, end) <= LONGEST_BUDGET.toDays(),
                        budget,
                        "7.5.3",
                        "A budget must not be for longer than a year.");
            }
            activity.children("planned-disbursement").forEach(planned -> period(planned, "8.6.3"));
        }

        private void period(XmlElement of, String rule) {
            ordered(of.child("period-start"), of.child("period-end"), rule, "A period must not end before it starts.");
        }

        void results() {
            for (XmlElement result : activity.children("result")) {
                for (XmlElement indicator : result.children("indicator")) {
                    demand(
                            result.child("reference") == null || indicator.child("reference") == null,
                            indicator,
                            "8.11.1",
                            "A reference must stand at the result or at its indicators, not at both.");
                    String measure = String.valueOf(indicator.attribute("measure"));
                    indicator.children("baseline").forEach(baseline -> measured(baseline, measure, "8.8"));
                    for (XmlElement period : indicator.children("period")) {
                        period(period, "8.6.1");
                        period.children("target").forEach(target -> measured(target, measure, "8.9"));
                        period.children("actual").forEach(actual -> measured(actual, measure, "8.10"));
                    }
                }
            }
        }

        private void measured(XmlElement measured, String measure, String rule) {
            String value = measured.attribute("value");
            if (List.of("1", "2", "3", "4").contains(measure)) {
                demand(value != null, measured, rule + ".1", "What is measured in numbers must have a value.");
                advise(
                        value == null || number(value) != null,
                        measured,
                        rule + ".2",
                        "What is measured in numbers should have a number for its value.");
            } else if (measure.equals("5")) {
                advise(value == null, measured, rule + ".3", "What is told in words should have no value.");
            }
        }

        void texts() {
            activity.descendants("title")
                    .forEach(title -> demand(isWorded(title), title, "4.3.1", "The title must have words."));
            activity.descendants("description")
                    .forEach(description ->
                            demand(isWorded(description), description, "4.4.1", "The description must have words."));
        }

        private static boolean isWorded(XmlElement element) {
            return element.children("narrative").stream()
                    .anyMatch(narrative -> !narrative.text().isEmpty());
        }

        // what the rules are made of

        private void shares(List<XmlElement> parts, boolean several, String part, String each, String only) {
            if (several) {
                demand(
                        withShare(parts).size() == parts.size(),
                        parts.getFirst(),
                        each,
                        "Of more than one %s each must have a percentage.".formatted(part));
            } else if (parts.size() == 1) {
                demand(
                        isWhole(parts.getFirst()),
                        parts.getFirst(),
                        only,
                        "The percentage of a single %s must be left out or be 100.".formatted(part));
            }
        }

        private void whole(List<XmlElement> parts, boolean applies, String what, String rule) {
            if (applies) {
                BigDecimal sum = sum(parts);
                demand(
                        sum.compareTo(HUNDRED) == 0,
                        parts.getFirst(),
                        rule,
                        "The percentages of the %s must add up to 100, not %s.".formatted(what, sum.toPlainString()));
            }
        }

        private static List<XmlElement> withShare(List<XmlElement> parts) {
            return parts.stream()
                    .filter(part -> part.attribute("percentage") != null)
                    .toList();
        }

        private static BigDecimal sum(List<XmlElement> parts) {
            BigDecimal sum = BigDecimal.ZERO;
            for (XmlElement part : parts) {
                BigDecimal share = number(part.attribute("percentage"));
                sum = share == null ? sum : sum.add(share);
            }
            return sum;
        }

        private static boolean isWhole(XmlElement part) {
            BigDecimal share = number(part.attribute("percentage"));
            return part.attribute("percentage") == null || (share != null && share.compareTo(HUNDRED) == 0);
        }

        private void between(List<XmlElement> parts, String rule) {
            for (XmlElement part : parts) {
                BigDecimal share = number(part.attribute("percentage"));
                demand(
                        share == null || (share.signum() >= 0 && share.compareTo(HUNDRED) <= 0),
                        part,
                        rule,
                        "A percentage must be between 0 and 100.");
            }
        }

        private static boolean isDac(XmlElement element) {
            String vocabulary = element.attribute("vocabulary");
            return vocabulary == null || vocabulary.isEmpty() || vocabulary.equals("1");
        }

        private static Set<String> vocabularies(List<XmlElement> elements) {
            Set<String> vocabularies = new TreeSet<>();
            elements.forEach(element ->
                    Stream.ofNullable(element.attribute("vocabulary")).forEach(vocabularies::add));
            return vocabularies;
        }

        private static List<XmlElement> inVocabulary(List<XmlElement> elements, String vocabulary) {
            return elements.stream()
                    .filter(element -> vocabulary.equals(element.attribute("vocabulary")))
                    .toList();
        }

        private void named(XmlElement organisation, String rule, String who) {
            demand(
                    organisation.attribute("ref") != null || organisation.child("narrative") != null,
                    organisation,
                    rule,
                    who + " must have an identifier or a name.");
        }

        private void plain(XmlElement at, @Nullable String identifier, String symbols, String spaces) {
            if (identifier != null) {
                advise(
                        !SYMBOLS.matcher(identifier).find(),
                        at,
                        symbols,
                        "An identifier should hold none of the symbols / & | ?.");
                trimmed(at, identifier, spaces);
            }
        }

        private void trimmed(XmlElement at, @Nullable String identifier, String rule) {
            advise(
                    identifier == null || identifier.equals(identifier.strip()),
                    at,
                    rule,
                    "An identifier should neither start nor end with spaces.");
        }

        private void ordered(@Nullable XmlElement earlier, @Nullable XmlElement later, String rule, String message) {
            LocalDate start = date(earlier, "iso-date");
            LocalDate end = date(later, "iso-date");
            if (earlier != null && start != null && end != null) {
                demand(!start.isAfter(end), earlier, rule, message);
            }
        }

        private void past(@Nullable XmlElement dated, String attribute, String rule, String message) {
            LocalDate day = date(dated, attribute);
            if (dated != null && day != null) {
                demand(!day.isAfter(LocalDate.ofInstant(now, ZoneOffset.UTC)), dated, rule, message);
            }
        }

        private static @Nullable LocalDate date(@Nullable XmlElement dated, String attribute) {
            String text = dated == null ? null : dated.attribute(attribute);
            if (text == null || text.strip().length() < 10) {
                return null;
            }
            try {
                return LocalDate.parse(text.strip().substring(0, 10));
            } catch (DateTimeException e) {
                return null;
            }
        }

        private static @Nullable Instant moment(@Nullable String text) {
            if (text == null) {
                return null;
            }
            try {
                return OffsetDateTime.parse(text.strip()).toInstant();
            } catch (DateTimeException zoneless) {
                return local(text.strip());
            }
        }

        private static @Nullable Instant local(String text) {
            try {
                return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            } catch (DateTimeException e) {
                return null;
            }
        }

        private static @Nullable BigDecimal number(@Nullable String text) {
            return text == null || !IatiValue.DECIMAL.accepts(text) ? null : new BigDecimal(text.strip());
        }

        private void first(Stream<XmlElement> elements, Predicate<XmlElement> breaking, String rule, String message) {
            elements.filter(breaking).findFirst().ifPresent(element -> demand(false, element, rule, message));
        }

        private void demand(boolean kept, XmlElement at, String rule, String message) {
            if (!kept) {
                findings.accept(Finding.error(at.line(), pathOf(at), "rule." + rule, message));
            }
        }

        private void advise(boolean kept, XmlElement at, String rule, String message) {
            if (!kept) {
                findings.accept(Finding.warning(at.line(), pathOf(at), "rule." + rule, message));
            }
        }

        private String pathOf(XmlElement at) {
            return at == activity ? path : path + "//" + at.name();
        }
    }
}
