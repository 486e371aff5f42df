package org.sanad.api.reporting;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Checks how an activity is shared out: by sectors, countries, regions, budget items and kinds of aid, vocabulary by vocabulary. */
record IatiShareRules(XmlElement activity, IatiFindings findings) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    void check() {
        sectors();
        places();
        percentages();
        countryBudget();
        aidTypes();
    }

    private void sectors() {
        List<XmlElement> sectors = activity.children("sector");
        List<XmlElement> transactions = activity.children("transaction");
        boolean inTransactions = transactions.stream().anyMatch(transaction -> transaction.child("sector") != null);
        findings.demand(
                !sectors.isEmpty() || inTransactions,
                activity,
                "6.2.2",
                "The activity must have a sector, or all its transactions must.");
        if (sectors.isEmpty()) {
            findings.first(
                    transactions.stream(),
                    transaction -> transaction.child("sector") == null,
                    "6.7.2",
                    "Where the activity has no sector, each transaction must have one.");
        }
        findings.demand(
                sectors.isEmpty() || !inTransactions,
                activity,
                "6.6.2",
                "Sectors must stand in the activity or in its transactions, not in both.");
        List<XmlElement> own = sectors.stream()
                .filter(sector -> List.of("98", "99").contains(String.valueOf(sector.attribute("vocabulary"))))
                .toList();
        findings.demand(
                own.stream()
                                .mapToInt(sector -> sector.children("narrative").size())
                                .sum()
                        >= own.size(),
                own.isEmpty() ? activity : own.getFirst(),
                "2.2.1",
                "A sector of the reporting organisation's own list must be named.");
        findings.advise(
                sectors.isEmpty() || sectors.stream().anyMatch(IatiShareRules::isDac),
                activity,
                "102.1.1",
                "Beside other vocabularies the OECD DAC sectors should be used.");
        List<XmlElement> dac = sectors.stream().filter(IatiShareRules::isDac).toList();
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

    private void places() {
        List<XmlElement> countries = activity.children("recipient-country");
        List<XmlElement> regions = activity.children("recipient-region");
        List<XmlElement> transactions = activity.children("transaction");
        boolean placed = !countries.isEmpty() || !regions.isEmpty();
        if (placed) {
            findings.first(
                    transactions.stream(),
                    IatiShareRules::isPlaced,
                    "3.6.2",
                    "Countries and regions must stand in the activity or in its transactions, not in both.");
        } else {
            // the official validator tells 3.7.1 never and 3.7.2 where there are transactions: so this is only
            // advice
            findings.advise(
                    !transactions.isEmpty(), activity, "3.7.1", "The activity should have a country or region.");
            findings.first(
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

    private void percentages() {
        between(activity.children("recipient-country"), "12.1.1");
        between(activity.children("recipient-region"), "12.1.1");
        between(activity.children("sector"), "12.3.1");
        between(activity.children("capital-spend"), "12.2.1");
        between(budgetItems(activity.children("country-budget-items")), "12.2.1");
    }

    private void countryBudget() {
        List<XmlElement> budgets = activity.children("country-budget-items");
        for (String vocabulary : vocabularies(budgets)) {
            List<XmlElement> items = budgetItems(inVocabulary(budgets, vocabulary));
            if (items.size() > 1) {
                findings.advise(
                        !withShare(items).isEmpty(),
                        items.getFirst(),
                        "7.9.1",
                        "Of several budget items each should have a percentage.");
                findings.advise(
                        sum(items).compareTo(HUNDRED) == 0,
                        items.getFirst(),
                        "7.9.2",
                        "The percentages of the budget items should add up to 100.");
            } else if (items.size() == 1) {
                findings.advise(
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

    private void aidTypes() {
        aidTypes(activity, activity.children("default-aid-type"), "107.1.2");
        List<XmlElement> defaults = activity.children("default-aid-type");
        findings.advise(
                defaults.isEmpty() || defaults.stream().anyMatch(IatiShareRules::isDac),
                activity,
                "107.1.1",
                "Beside other aid types an OECD DAC aid type should be used.");
        List<XmlElement> moved = activity.children("transaction").stream()
                .flatMap(transaction -> transaction.children("aid-type").stream())
                .toList();
        findings.advise(
                moved.isEmpty() || moved.stream().anyMatch(IatiShareRules::isDac),
                activity,
                "107.2.1",
                "Beside other aid types the transactions should use an OECD DAC aid type.");
        activity.children("transaction")
                .forEach(transaction -> aidTypes(transaction, transaction.children("aid-type"), "107.2.2"));
    }

    private void aidTypes(XmlElement at, List<XmlElement> types, String rule) {
        boolean single = types.stream().filter(IatiShareRules::isDac).count() <= 1
                && vocabularies(types).stream()
                        .filter(vocabulary -> !vocabulary.equals("1") && !vocabulary.isEmpty())
                        .allMatch(vocabulary -> inVocabulary(types, vocabulary).size() <= 1);
        findings.advise(single, at, rule, "Each vocabulary should give one aid type at most.");
    }

    private void shares(List<XmlElement> parts, boolean several, String part, String each, String only) {
        if (several) {
            findings.demand(
                    withShare(parts).size() == parts.size(),
                    parts.getFirst(),
                    each,
                    "Of more than one %s each must have a percentage.".formatted(part));
        } else if (parts.size() == 1) {
            findings.demand(
                    isWhole(parts.getFirst()),
                    parts.getFirst(),
                    only,
                    "The percentage of a single %s must be left out or be 100.".formatted(part));
        }
    }

    private void whole(List<XmlElement> parts, boolean applies, String what, String rule) {
        if (applies) {
            BigDecimal sum = sum(parts);
            findings.demand(
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
            BigDecimal share = IatiValue.number(part.attribute("percentage"));
            sum = share == null ? sum : sum.add(share);
        }
        return sum;
    }

    private static boolean isWhole(XmlElement part) {
        BigDecimal share = IatiValue.number(part.attribute("percentage"));
        return part.attribute("percentage") == null || (share != null && share.compareTo(HUNDRED) == 0);
    }

    private void between(List<XmlElement> parts, String rule) {
        for (XmlElement part : parts) {
            BigDecimal share = IatiValue.number(part.attribute("percentage"));
            findings.demand(
                    share == null || (share.signum() >= 0 && share.compareTo(HUNDRED) <= 0),
                    part,
                    rule,
                    "A percentage must be between 0 and 100.");
        }
    }

    static boolean isDac(XmlElement element) {
        String vocabulary = element.attribute("vocabulary");
        return vocabulary == null || vocabulary.isEmpty() || vocabulary.equals("1");
    }

    private static Set<String> vocabularies(List<XmlElement> elements) {
        Set<String> vocabularies = new TreeSet<>();
        elements.forEach(
                element -> Stream.ofNullable(element.attribute("vocabulary")).forEach(vocabularies::add));
        return vocabularies;
    }

    private static List<XmlElement> inVocabulary(List<XmlElement> elements, String vocabulary) {
        return elements.stream()
                .filter(element -> vocabulary.equals(element.attribute("vocabulary")))
                .toList();
    }
}
