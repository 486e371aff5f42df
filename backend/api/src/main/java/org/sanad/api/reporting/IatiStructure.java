package org.sanad.api.reporting;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks that elements stand where IATI 2.03 has them, in its order, with its attributes and kinds of values. 2.01 and 2.02 files
 * pass as well: each version of the second generation only added to the one before.
 *
 * <p>One error is told for each element whose content goes astray, as what follows can't be judged; then its attributes and those of
 * its sound children are still looked at. Elements and attributes of other namespaces may stand wherever the standard lets them,
 * after IATI's own.
 */
final class IatiStructure {

    /**
     * The standard's grammar, a line for each kind of element: its name, attributes, content.
     * {@code attribute!} is required, {@code :kind} is a kind of value (text without it). {@code child?}, {@code child*} and
     * {@code child+} may be missing, may repeat, or both; {@code child=kind} is described by another line. {@code #kind} holds a value
     * and no elements. A kind that ends in {@code ^} takes no attributes of other namespaces.
     */
    private static final String GRAMMAR = """
        iati-activities | version! generated-datetime:dateTime linked-data-default:uri | iati-activity+
        iati-activity | last-updated-datetime:dateTime default-currency humanitarian:boolean hierarchy:int linked-data-uri:uri \
        budget-not-provided | iati-identifier=string reporting-org title=text description=typed-text+ participating-org+ \
        other-identifier* activity-status=coded activity-date+ contact-info* activity-scope=coded? recipient-country* \
        recipient-region* location* sector* tag* country-budget-items? humanitarian-scope* policy-marker* \
        collaboration-type=coded? default-flow-type=coded? default-finance-type=coded? default-aid-type=aid-type* \
        default-tied-status=coded? budget* planned-disbursement* capital-spend? transaction* document-link* related-activity^* \
        legacy-data^* conditions? result* crs-add? fss?
        string | | #string
        uri | | #uri
        number | | #decimal
        empty | |
        narrative | | #string
        title | | narrative+
        description | | narrative+
        comment | | narrative+
        text | | narrative+
        typed-text | type | narrative+
        coded | code! |
        dated | iso-date:date! |
        money | currency value-date:date! | #decimal
        aid-type | code! vocabulary |
        reporting-org | ref! type! secondary-reporter:boolean | narrative+
        participating-org | ref type role! activity-id crs-channel-code | narrative*
        other-identifier | ref! type! | owner-org?
        owner-org | ref | narrative*
        activity-date | type! iso-date:date! | narrative*
        contact-info | type | organisation=text? department=text? person-name=text? job-title=text? telephone=string* \
        email=string* website=uri* mailing-address=text*
        recipient-country | code! percentage:decimal | narrative*
        recipient-region | code! vocabulary vocabulary-uri:uri percentage:decimal | narrative*
        location | ref | location-reach=coded? location-id* name=text? description? activity-description=text? administrative* \
        point? exactness=coded? location-class=coded? feature-designation=coded?
        location-id | code! vocabulary! |
        administrative | code! vocabulary! level:count |
        point | srsName! | pos=plain
        plain^ | | #string
        plain-number^ | | #decimal
        sector | vocabulary vocabulary-uri:uri code! percentage:decimal | narrative*
        tag | code! vocabulary! vocabulary-uri:uri | narrative*
        country-budget-items | vocabulary! | budget-item+
        budget-item | code! percentage:decimal | description?
        humanitarian-scope | type! vocabulary! vocabulary-uri:uri code! | narrative*
        policy-marker | vocabulary vocabulary-uri:uri code! significance | narrative*
        budget | type status | period-start=dated period-end=dated value=money
        planned-disbursement | type | period-start=dated period-end=dated? value=money provider-org? receiver-org?
        provider-org | ref provider-activity-id type | narrative*
        receiver-org | ref receiver-activity-id type | narrative*
        capital-spend | percentage:decimal! |
        transaction | ref humanitarian:boolean | transaction-type=coded transaction-date=dated value=money description? \
        provider-org? receiver-org? disbursement-channel=coded? sector=transaction-sector* \
        recipient-country=transaction-country? recipient-region=transaction-region? flow-type=coded? finance-type=coded? \
        aid-type* tied-status=coded?
        transaction-sector | vocabulary vocabulary-uri:uri code! | narrative*
        transaction-country | code! | narrative*
        transaction-region | code! vocabulary vocabulary-uri:uri | narrative*
        document-link | url:uri! format! | title description? category=coded+ language=coded* document-date=dated?
        related-activity^ | ref! type! |
        legacy-data^ | name! value! iati-equivalent:token |
        conditions | attached:boolean! | condition^*
        condition^ | type! | narrative+
        result | type! aggregation-status:boolean | title description? document-link* reference=result-reference* indicator+
        result-reference | code! vocabulary! vocabulary-uri:uri |
        indicator | measure! ascending:boolean aggregation-status:boolean | title description? document-link* \
        reference=indicator-reference* baseline* period*
        indicator-reference | vocabulary! code! indicator-uri:uri |
        baseline | iso-date:date year:year! value | location=result-location* dimension* document-link* comment?
        period | | period-start=dated period-end=dated target=measured^* actual=measured^*
        measured^ | value | location=result-location* dimension* comment? document-link*
        result-location | ref |
        dimension | name value |
        crs-add | | other-flags* loan-terms? loan-status^? channel-code=plain^?
        other-flags | code! significance:boolean! |
        loan-terms | rate-1:decimal rate-2:decimal | repayment-type=coded? repayment-plan=coded? commitment-date=dated? \
        repayment-first-date=dated? repayment-final-date=dated?
        loan-status^ | year:decimal! currency value-date:date! | interest-received=plain-number^? \
        principal-outstanding=plain-number^? principal-arrears=plain-number^? interest-arrears=plain-number^?
        fss | extraction-date:date! priority:boolean phaseout-year:decimal | forecast*
        forecast | year:decimal! currency value-date:date | #decimal
        """;

    /** Names that the standard declares for themselves: an extension that holds one of them holds it as the standard describes it. */
    private static final Map<String, String> DECLARED = declared();

    private static final Map<String, Kind> KINDS = kinds();

    private static final Set<String> SCHEMA_HINTS =
            Set.of("schemaLocation", "noNamespaceSchemaLocation", "type", "nil");

    private static final String SCHEMA_NAMESPACE = "http://www.w3.org/2001/XMLSchema-instance";

    private IatiStructure() {}

    /** Tells of everything that is wrong in an activity and below it. */
    static void check(XmlElement activity, String path, Consumer<Finding> findings) {
        new Check(findings).element(activity, kind("iati-activity"), path);
    }

    /** Tells of what is wrong in the file's outermost element itself. */
    static void checkRoot(XmlElement root, Consumer<Finding> findings) {
        new Check(findings).attributes(root, kind("iati-activities"), root.name());
    }

    /** Tells of what is wrong inside an extension: nothing, but for IATI's own elements in it. */
    static void checkExtension(XmlElement extension, String path, Consumer<Finding> findings) {
        new Check(findings).extension(extension, path);
    }

    private static Kind kind(String name) {
        Kind kind = KINDS.get(name);
        if (kind == null) {
            throw new IllegalStateException("The grammar has no line for " + name);
        }
        return kind;
    }

    private static Map<String, Kind> kinds() {
        Map<String, Kind> kinds = new HashMap<>();
        GRAMMAR.lines().forEach(line -> {
            String[] parts = line.split("\\|", -1);
            String name = parts[0].strip();
            kinds.put(name.replace("^", ""), Kind.parse(name.endsWith("^"), parts[1].strip(), parts[2].strip()));
        });
        return Map.copyOf(kinds);
    }

    private static Map<String, String> declared() {
        Map<String, String> declared = new HashMap<>();
        Stream.of(
                        "iati-activity reporting-org participating-org activity-date recipient-country recipient-region",
                        "other-identifier sector contact-info location tag country-budget-items humanitarian-scope",
                        "policy-marker capital-spend transaction related-activity legacy-data result conditions budget",
                        "planned-disbursement crs-add fss dimension narrative title description comment iati-activities")
                .flatMap(names -> Stream.of(names.split(" ")))
                .forEach(name -> declared.put(name, name));
        Stream.of(
                        "activity-scope collaboration-type default-flow-type default-finance-type activity-status",
                        "default-tied-status")
                .flatMap(names -> Stream.of(names.split(" ")))
                .forEach(name -> declared.put(name, "coded"));
        declared.put("default-aid-type", "aid-type");
        declared.put("iati-identifier", "string");
        return Map.copyOf(declared);
    }

    private record Attribute(IatiValue value, boolean required) {}

    private record Child(String name, String kind, boolean required, boolean repeats) {}

    private record Kind(
            boolean open,
            Map<String, Attribute> attributes,
            List<Child> children,
            @Nullable IatiValue value) {

        static Kind parse(boolean closed, String attributes, String content) {
            Map<String, Attribute> named = new LinkedHashMap<>();
            for (String word : words(attributes)) {
                String[] parts = word.replace("!", "").split(":", -1);
                IatiValue value = parts.length > 1 ? IatiValue.named(parts[1]) : IatiValue.STRING;
                named.put(parts[0], new Attribute(value, word.endsWith("!")));
            }
            if (content.startsWith("#")) {
                return new Kind(!closed, named, List.of(), IatiValue.named(content.substring(1)));
            }
            List<Child> children = words(content).stream().map(Kind::child).toList();
            return new Kind(!closed, named, children, null);
        }

        private static List<String> words(String text) {
            return text.isEmpty() ? List.of() : List.of(text.split(" +"));
        }

        private static Child child(String word) {
            char mark = word.charAt(word.length() - 1);
            String bare = word.replaceAll("[?*+^]", "");
            int equals = bare.indexOf('=');
            String name = equals < 0 ? bare : bare.substring(0, equals);
            String kind = equals < 0 ? bare : bare.substring(equals + 1);
            return new Child(name, kind, mark != '?' && mark != '*', mark == '*' || mark == '+');
        }
    }

    private record Check(Consumer<Finding> findings) {

        void element(XmlElement element, Kind kind, String path) {
            attributes(element, kind, path);
            IatiValue value = kind.value();
            if (value != null) {
                value(element, value, path);
                return;
            }
            if (!element.text().isBlank()) {
                error(
                        element,
                        path,
                        "text-not-allowed",
                        "%s holds text where only elements may stand.".formatted(element.name()));
            }
            content(element, kind, path);
        }

        void attributes(XmlElement element, Kind kind, String path) {
            for (XmlAttribute attribute : element.attributes()) {
                if (attribute.namespace().isEmpty()) {
                    own(element, kind, path, attribute);
                } else {
                    foreign(element, kind, path, attribute);
                }
            }
            kind.attributes().forEach((name, attribute) -> {
                if (attribute.required() && element.attribute(name) == null) {
                    error(
                            element,
                            path,
                            "missing-attribute",
                            "%s must have the attribute %s.".formatted(element.name(), name));
                }
            });
        }

        private void own(XmlElement element, Kind kind, String path, XmlAttribute attribute) {
            Attribute known = kind.attributes().get(attribute.name());
            if (known == null) {
                error(
                        element,
                        path,
                        "unknown-attribute",
                        "%s may not have the attribute %s.".formatted(element.name(), attribute.name()));
            } else if (!known.value().accepts(attribute.value())) {
                error(
                        element,
                        path,
                        "invalid-value",
                        "%s of %s must be %s, not \"%s\"."
                                .formatted(
                                        attribute.name(),
                                        element.name(),
                                        known.value().wording(),
                                        brief(attribute.value())));
            }
        }

        private void foreign(XmlElement element, Kind kind, String path, XmlAttribute attribute) {
            if (attribute.namespace().equals(SCHEMA_NAMESPACE) && SCHEMA_HINTS.contains(attribute.name())) {
                return;
            }
            if (!kind.open()) {
                error(
                        element,
                        path,
                        "unknown-attribute",
                        "%s may not have the attribute %s:%s."
                                .formatted(element.name(), attribute.prefix(), attribute.name()));
            } else if (attribute.namespace().equals(XmlElement.XML_NAMESPACE)
                    && attribute.name().equals("lang")
                    && !IatiValue.LANGUAGE.accepts(attribute.value())) {
                error(
                        element,
                        path,
                        "invalid-value",
                        "xml:lang of %s must be %s, not \"%s\"."
                                .formatted(element.name(), IatiValue.LANGUAGE.wording(), brief(attribute.value())));
            }
        }

        private void value(XmlElement element, IatiValue value, String path) {
            if (!element.elements().isEmpty()) {
                error(
                        element,
                        path,
                        "unexpected-element",
                        "%s holds elements where only a value may stand.".formatted(element.name()));
            } else if (!value.accepts(element.text())) {
                error(
                        element,
                        path,
                        "invalid-value",
                        "%s must be %s, not \"%s\".".formatted(element.name(), value.wording(), brief(element.text())));
            }
        }

        private void content(XmlElement element, Kind kind, String path) {
            List<Child> expected = kind.children();
            int at = 0;
            boolean met = false;
            boolean extended = false;
            for (XmlElement child : element.elements()) {
                if (!child.isIati()) {
                    extended = true;
                    Child missing = missing(expected, met ? at + 1 : at, expected.size());
                    if (missing != null) {
                        unexpected(child, path, missing);
                        return;
                    }
                    extension(child, path + "/" + child.name());
                    continue;
                }
                int found = extended ? -1 : find(expected, at, child.name());
                boolean again = found == at && met;
                if (found < 0 || (again && !expected.get(found).repeats())) {
                    unexpected(child, path, null);
                    return;
                }
                Child missing = again ? null : missing(expected, met ? at + 1 : at, found);
                if (missing != null) {
                    unexpected(child, path, missing);
                    return;
                }
                at = found;
                met = true;
                element(child, kind(expected.get(found).kind()), path + "/" + child.name());
            }
            Child missing = missing(expected, met ? at + 1 : at, expected.size());
            if (missing != null) {
                error(
                        element,
                        path,
                        "missing-element",
                        "%s must have the element %s.".formatted(element.name(), missing.name()));
            }
        }

        private static int find(List<Child> expected, int from, String name) {
            for (int i = from; i < expected.size(); i++) {
                if (expected.get(i).name().equals(name)) {
                    return i;
                }
            }
            return -1;
        }

        private static @Nullable Child missing(List<Child> expected, int from, int to) {
            for (int i = from; i < to; i++) {
                if (expected.get(i).required()) {
                    return expected.get(i);
                }
            }
            return null;
        }

        void extension(XmlElement extension, String path) {
            for (XmlElement child : extension.elements()) {
                String below = path + "/" + child.name();
                String kind = child.isIati() ? DECLARED.get(child.name()) : null;
                if (kind == null) {
                    extension(child, below);
                } else {
                    element(child, kind(kind), below);
                }
            }
        }

        private void unexpected(XmlElement child, String path, @Nullable Child missing) {
            String message = missing == null
                    ? "%s may not stand here: unknown, once too often, or out of order.".formatted(child.name())
                    : "%s may not stand here before the element %s.".formatted(child.name(), missing.name());
            error(child, path + "/" + child.name(), "unexpected-element", message);
        }

        private void error(XmlElement element, String path, String reason, String message) {
            findings.accept(Finding.error(element.line(), path, "structure." + reason, message));
        }

        private static String brief(String value) {
            return value.length() <= 40 ? value : value.substring(0, 40) + "…";
        }
    }
}
