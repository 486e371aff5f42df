package org.sanad.api.reporting;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks how an activity identifies itself, its reporter and whoever takes part in it. */
record IatiIdentifierRules(XmlElement activity, IatiFindings findings) {

    private static final Pattern SYMBOLS = Pattern.compile("[/&|?]");

    void check() {
        identifiers();
        organisations();
    }

    private void identifiers() {
        XmlElement identifier = activity.child("iati-identifier");
        XmlElement reporter = activity.child("reporting-org");
        List<XmlElement> others = activity.children("other-identifier");
        String reference = reporter == null ? null : reporter.attribute("ref");
        if (identifier != null) {
            String text = identifier.text();
            findings.demand(
                    !text.equals(reference),
                    identifier,
                    "1.1.3",
                    "The activity's identifier must differ from the reporting organisation's.");
            findings.advise(
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
        activity.children("related-activity").forEach(related -> trimmed(related, related.attribute("ref"), "1.7.1"));
    }

    private static Stream<String> references(List<XmlElement> others, String type) {
        return others.stream()
                .filter(other -> type.equals(other.attribute("type")))
                .flatMap(other -> Stream.ofNullable(other.attribute("ref")));
    }

    private void organisations() {
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

    private void named(XmlElement organisation, String rule, String who) {
        findings.demand(
                organisation.attribute("ref") != null || organisation.child("narrative") != null,
                organisation,
                rule,
                who + " must have an identifier or a name.");
    }

    private void plain(XmlElement at, @Nullable String identifier, String symbols, String spaces) {
        if (identifier != null) {
            findings.advise(
                    !SYMBOLS.matcher(identifier).find(),
                    at,
                    symbols,
                    "An identifier should hold none of the symbols / & | ?.");
            trimmed(at, identifier, spaces);
        }
    }

    private void trimmed(XmlElement at, @Nullable String identifier, String rule) {
        findings.advise(
                identifier == null || identifier.equals(identifier.strip()),
                at,
                rule,
                "An identifier should neither start nor end with spaces.");
    }
}
