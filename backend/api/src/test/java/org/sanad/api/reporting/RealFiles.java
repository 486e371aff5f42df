package org.sanad.api.reporting;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Knows what the official validator says of the real files: state, refusal, activities and transactions. */
final class RealFiles {

    static final Map<String, String> PREVIEWS = new TreeMap<>(Map.ofEntries(
            Map.entry("CH-4.xml", "PREVIEWED null 20 40"),
            Map.entry("CH-FDJP-CHE106823242.xml", "PREVIEWED null 2 8"),
            Map.entry("GB-COH-1762840.xml", "PREVIEWED null 6 71"),
            Map.entry("GB-COH-213890.xml", "REFUSED INVALID_CONTENT 26 76"),
            Map.entry("GB-COH-294860.xml", "PREVIEWED null 3 13"),
            Map.entry("GB-COH-871954.xml", "REFUSED INVALID_CONTENT 8 14"),
            Map.entry("GB-GOV-1.xml", "REFUSED INVALID_CONTENT 57 197"),
            Map.entry("NG-CAC-30547.xml", "PREVIEWED null 1 34"),
            Map.entry("NG-CAC-495140.xml", "PREVIEWED null 1 0"),
            Map.entry("XM-DAC-41114.xml", "REFUSED INVALID_CONTENT 29 0"),
            Map.entry("v1-unsupported-CAFOD-2013.xml", "REFUSED UNSUPPORTED_VERSION 57 358")));

    static final List<String> NAMES = List.copyOf(PREVIEWS.keySet());

    private RealFiles() {}

    /** How many activities and transactions an import counts, whatever becomes of them. */
    static String counted(Import taken) {
        Map<ImportedKind, Integer> counts = new TreeMap<>();
        taken.counts().forEach(count -> counts.merge(count.kind(), count.count(), Integer::sum));
        return counts.getOrDefault(ImportedKind.ACTIVITY, 0) + " " + counts.getOrDefault(ImportedKind.TRANSACTION, 0);
    }
}
