package org.sanad.api.reporting;

import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Checks what IATI's rules ask of an activity beyond its structure: here its texts and results, beside this file the rest by subject. Reasons
 * carry the numbers of the standard's ruleset, 2.03; its errors refuse the file, its warnings are told. Left out are the rules that need a
 * register of organisations from outside.
 */
record IatiRules(XmlElement activity, IatiFindings findings) {

    /** Tells of every rule that the activity breaks, once for each element that breaks it. Copes with a broken structure. */
    static void check(XmlElement activity, String path, Clock clock, Consumer<Finding> told) {
        IatiFindings findings = new IatiFindings(activity, path, told);
        new IatiIdentifierRules(activity, findings).check();
        new IatiDateRules(activity, findings, clock.instant()).check();
        new IatiShareRules(activity, findings).check();
        new IatiRules(activity, findings).check();
    }

    private void check() {
        languagesAndCurrencies();
        policyMarkers();
        results();
        texts();
    }

    private void languagesAndCurrencies() {
        if (activity.lang() == null) {
            findings.first(
                    activity.descendants("narrative"),
                    narrative -> narrative.lang() == null,
                    "4.1.1",
                    "The activity must name its language, or each text must name its own.");
        }
        if (activity.attribute("default-currency") == null) {
            findings.first(
                    Stream.of("value", "forecast", "loan-status").flatMap(activity::descendants),
                    value -> value.attribute("currency") == null,
                    "7.8.1",
                    "The activity must name its currency, or each amount must name its own.");
        }
    }

    private void policyMarkers() {
        for (XmlElement marker : activity.children("policy-marker")) {
            findings.demand(
                    !IatiShareRules.isDac(marker) || marker.attribute("significance") != null,
                    marker,
                    "6.14.1",
                    "A policy marker of vocabulary 1 must say how significant it is.");
            findings.demand(
                    !"99".equals(marker.attribute("vocabulary")) || marker.child("narrative") != null,
                    marker,
                    "6.13.1",
                    "A policy marker of the reporting organisation's own list must be named.");
        }
    }

    private void results() {
        for (XmlElement result : activity.children("result")) {
            for (XmlElement indicator : result.children("indicator")) {
                findings.demand(
                        result.child("reference") == null || indicator.child("reference") == null,
                        indicator,
                        "8.11.1",
                        "A reference must stand at the result or at its indicators, not at both.");
                String measure = String.valueOf(indicator.attribute("measure"));
                indicator.children("baseline").forEach(baseline -> measured(baseline, measure, "8.8"));
                for (XmlElement period : indicator.children("period")) {
                    period.children("target").forEach(target -> measured(target, measure, "8.9"));
                    period.children("actual").forEach(actual -> measured(actual, measure, "8.10"));
                }
            }
        }
    }

    private void measured(XmlElement measured, String measure, String rule) {
        String value = measured.attribute("value");
        if (List.of("1", "2", "3", "4").contains(measure)) {
            findings.demand(value != null, measured, rule + ".1", "What is measured in numbers must have a value.");
            findings.advise(
                    value == null || IatiValue.number(value) != null,
                    measured,
                    rule + ".2",
                    "What is measured in numbers should have a number for its value.");
        } else if (measure.equals("5")) {
            findings.advise(value == null, measured, rule + ".3", "What is told in words should have no value.");
        }
    }

    private void texts() {
        activity.descendants("title")
                .forEach(title -> findings.demand(isWorded(title), title, "4.3.1", "The title must have words."));
        activity.descendants("description")
                .forEach(description -> findings.demand(
                        isWorded(description), description, "4.4.1", "The description must have words."));
    }

    private static boolean isWorded(XmlElement element) {
        return element.children("narrative").stream()
                .anyMatch(narrative -> !narrative.text().isEmpty());
    }
}
