package org.sanad.api.reporting;

import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Tells which of IATI's rules an activity breaks, at the element that breaks it. Reasons carry the numbers of the ruleset, 2.03. */
record IatiFindings(XmlElement activity, String path, Consumer<Finding> told) {

    /** Refuses the file for the first element that breaks a rule. */
    void first(Stream<XmlElement> elements, Predicate<XmlElement> breaking, String rule, String message) {
        elements.filter(breaking).findFirst().ifPresent(element -> demand(false, element, rule, message));
    }

    /** Refuses the file unless the rule is kept. */
    void demand(boolean kept, XmlElement at, String rule, String message) {
        if (!kept) {
            told.accept(Finding.error(at.line(), pathOf(at), "rule." + rule, message));
        }
    }

    /** Warns unless the rule is kept. */
    void advise(boolean kept, XmlElement at, String rule, String message) {
        if (!kept) {
            told.accept(Finding.warning(at.line(), pathOf(at), "rule." + rule, message));
        }
    }

    private String pathOf(XmlElement at) {
        return at == activity ? path : path + "//" + at.name();
    }
}
