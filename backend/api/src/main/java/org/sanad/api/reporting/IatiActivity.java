package org.sanad.api.reporting;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says what an activity says, as far as Sanad knows the words; the rest is in its XML. Made of elements whose structure was found
 * sound, so what the standard demands is there.
 *
 * @param line in the file, from 1
 * @param identifier unique across IATI
 * @param title in as many languages as were given
 * @param status code of the IATI list ActivityStatus: 1 pipeline, 2 implementation, 3 finalisation, 4 closed, 5 cancelled, 6 suspended
 * @param currency what amounts are in that name none; null where each names its own
 */
record IatiActivity(
        int line,
        String identifier,
        @Nullable String currency,
        boolean humanitarian,
        Organisation reportingOrganisation,
        List<Narrative> title,
        List<Description> descriptions,
        List<Organisation> participatingOrganisations,
        String status,
        List<ActivityDate> dates,
        List<Contact> contacts,
        List<Classification> countries,
        List<Classification> regions,
        List<Place> places,
        List<Classification> sectors,
        List<Classification> tags,
        List<Budget> budgets,
        List<Budget> plannedDisbursements,
        List<Transaction> transactions,
        List<Document> documents,
        List<Result> results) {

    /** Where in the file it stands, for who has to find it. */
    String path() {
        return "iati-activity[" + identifier + "]";
    }

    /** Holds one text; the language is lower-case, {@code en} where neither the text nor the activity names one. */
    record Narrative(String language, String text) {}

    /** Holds a description; type is a code of the list DescriptionType: 1 general, 2 objectives, 3 target groups, 4 other. */
    record Description(String type, List<Narrative> texts) {}

    /**
     * Names a body. The reference is its organisation identifier, such as {@code GB-COH-1762840}; either it or the name may be
     * missing. Role is a code of OrganisationRole (1 funding, 2 accountable, 3 extending, 4 implementing) for participants.
     */
    record Organisation(
            int line,
            @Nullable String reference,
            @Nullable String type,
            @Nullable String role,
            List<Narrative> name) {}

    /** Holds a date; type is a code of ActivityDateType: 1 and 2 planned and actual start, 3 and 4 planned and actual end. */
    record ActivityDate(String type, LocalDate day) {}

    /** Tells how to reach those who know. */
    record Contact(List<String> telephones, List<String> emails, List<String> websites) {}

    /** Holds a code of a vocabulary, and which part of the whole it makes up, in percent; null for all of it or unsaid. */
    record Classification(
            int line,
            @Nullable String vocabulary,
            String code,
            @Nullable BigDecimal percentage,
            List<Narrative> name) {}

    /** Names a place; the position is latitude and longitude as written. */
    record Place(
            int line,
            @Nullable String reference,
            List<Narrative> name,
            @Nullable String position) {}

    /** Holds an amount, its currency (null where neither it nor the activity names one) and the day by whose rate to value it. */
    record Value(BigDecimal amount, @Nullable String currency, LocalDate day) {}

    /** Holds money foreseen for a period. */
    record Budget(
            int line,
            @Nullable String type,
            LocalDate from,
            @Nullable LocalDate to,
            Value value) {}

    /**
     * Holds a movement of money or a promise of one.
     *
     * @param position among the activity's transactions, from 1
     * @param type code of TransactionType: 1 incoming funds, 2 outgoing commitment, 3 disbursement, 4 expenditure, 11 incoming
     *     commitment, 12 outgoing pledge, 13 incoming pledge …
     * @param hash SHA-256 of its canonical XML: tells a changed transaction from the same
     */
    record Transaction(
            int line,
            int position,
            @Nullable String reference,
            String type,
            LocalDate day,
            Value value,
            List<Narrative> description,
            @Nullable Organisation provider,
            @Nullable Organisation receiver,
            List<Classification> sectors,
            List<Classification> countries,
            List<Classification> regions,
            boolean humanitarian,
            String hash) {}

    /** Names a document on the web. */
    record Document(String url, String format, List<Narrative> title, List<String> categories) {}

    /** Names what came of it. */
    record Result(String type, List<Narrative> title, int indicators) {}

    /** Reads an activity; its structure must have been checked. */
    static IatiActivity of(XmlElement element) {
        return new Reading(element).activity();
    }

    private record Reading(XmlElement element) {

        IatiActivity activity() {
            return new IatiActivity(
                    element.line(),
                    one(element, "iati-identifier").text().strip(),
                    blankToNull(element.attribute("default-currency")),
                    truth(element.attribute("humanitarian")),
                    organisation(one(element, "reporting-org")),
                    narratives(one(element, "title")),
                    all("description", d -> new Description(or(d.attribute("type"), "1"), narratives(d))),
                    all("participating-org", this::organisation),
                    required(one(element, "activity-status"), "code"),
                    all("activity-date", d -> new ActivityDate(required(d, "type"), day(d))),
                    all("contact-info", Reading::contact),
                    all("recipient-country", this::classification),
                    all("recipient-region", this::classification),
                    all("location", this::place),
                    all("sector", this::classification),
                    all("tag", this::classification),
                    all("budget", this::budget),
                    all("planned-disbursement", this::budget),
                    transactions(),
                    all("document-link", this::document),
                    all("result", this::result));
        }

        private <T> List<T> all(String name, Function<XmlElement, T> read) {
            return element.children(name).stream().map(read).toList();
        }

        private List<Transaction> transactions() {
            List<Transaction> transactions = new ArrayList<>();
            for (XmlElement transaction : element.children("transaction")) {
                transactions.add(transaction(transaction, transactions.size() + 1));
            }
            return List.copyOf(transactions);
        }

        private Transaction transaction(XmlElement transaction, int position) {
            XmlElement description = transaction.child("description");
            XmlElement provider = transaction.child("provider-org");
            XmlElement receiver = transaction.child("receiver-org");
            return new Transaction(
                    transaction.line(),
                    position,
                    blankToNull(transaction.attribute("ref")),
                    required(one(transaction, "transaction-type"), "code"),
                    day(one(transaction, "transaction-date")),
                    value(one(transaction, "value")),
                    description == null ? List.of() : narratives(description),
                    provider == null ? null : organisation(provider),
                    receiver == null ? null : organisation(receiver),
                    transaction.children("sector").stream()
                            .map(this::classification)
                            .toList(),
                    transaction.children("recipient-country").stream()
                            .map(this::classification)
                            .toList(),
                    transaction.children("recipient-region").stream()
                            .map(this::classification)
                            .toList(),
                    truth(transaction.attribute("humanitarian")),
                    CanonicalXml.hash(CanonicalXml.of(transaction)));
        }

        private Budget budget(XmlElement budget) {
            XmlElement end = budget.child("period-end");
            return new Budget(
                    budget.line(),
                    budget.attribute("type"),
                    day(one(budget, "period-start")),
                    end == null ? null : day(end),
                    value(one(budget, "value")));
        }

        private Value value(XmlElement value) {
            String currency = blankToNull(value.attribute("currency"));
            return new Value(
                    new BigDecimal(value.text().strip()),
                    currency == null ? blankToNull(element.attribute("default-currency")) : currency,
                    LocalDate.parse(required(value, "value-date").strip().substring(0, 10)));
        }

        private Organisation organisation(XmlElement organisation) {
            return new Organisation(
                    organisation.line(),
                    blankToNull(organisation.attribute("ref")),
                    blankToNull(organisation.attribute("type")),
                    blankToNull(organisation.attribute("role")),
                    narratives(organisation));
        }

        private Classification classification(XmlElement classified) {
            String percentage = blankToNull(classified.attribute("percentage"));
            return new Classification(
                    classified.line(),
                    blankToNull(classified.attribute("vocabulary")),
                    required(classified, "code"),
                    percentage == null ? null : new BigDecimal(percentage),
                    narratives(classified));
        }

        private Place place(XmlElement place) {
            XmlElement name = place.child("name");
            XmlElement point = place.child("point");
            return new Place(
                    place.line(),
                    blankToNull(place.attribute("ref")),
                    name == null ? List.of() : narratives(name),
                    point == null ? null : one(point, "pos").text().strip());
        }

        private Document document(XmlElement document) {
            return new Document(
                    required(document, "url"),
                    required(document, "format"),
                    narratives(one(document, "title")),
                    document.children("category").stream()
                            .map(c -> required(c, "code"))
                            .toList());
        }

        private Result result(XmlElement result) {
            return new Result(
                    required(result, "type"),
                    narratives(one(result, "title")),
                    result.children("indicator").size());
        }

        private List<Narrative> narratives(XmlElement of) {
            String usual = or(blankToNull(element.lang()), "en");
            return of.children("narrative").stream()
                    .filter(narrative -> !narrative.text().isBlank())
                    .map(narrative -> new Narrative(
                            or(blankToNull(narrative.lang()), usual).toLowerCase(Locale.ROOT),
                            narrative.text().strip()))
                    .toList();
        }

        private static Contact contact(XmlElement contact) {
            return new Contact(texts(contact, "telephone"), texts(contact, "email"), texts(contact, "website"));
        }

        private static List<String> texts(XmlElement of, String name) {
            return of.children(name).stream()
                    .map(child -> child.text().strip())
                    .filter(text -> !text.isEmpty())
                    .toList();
        }

        private static LocalDate day(XmlElement dated) {
            return LocalDate.parse(required(dated, "iso-date").strip().substring(0, 10));
        }

        private static boolean truth(@Nullable String value) {
            return Stream.of("1", "true").anyMatch(yes -> yes.equals(blankToNull(value)));
        }

        private static XmlElement one(XmlElement of, String name) {
            XmlElement child = of.child(name);
            if (child == null) {
                throw new IllegalStateException(
                        "The structure of %s was not checked: no %s".formatted(of.name(), name));
            }
            return child;
        }

        private static String required(XmlElement of, String attribute) {
            String value = of.attribute(attribute);
            if (value == null) {
                throw new IllegalStateException(
                        "The structure of %s was not checked: no %s".formatted(of.name(), attribute));
            }
            return value;
        }

        private static @Nullable String blankToNull(@Nullable String text) {
            return text == null || text.isBlank() ? null : text.strip();
        }

        private static String or(@Nullable String text, String otherwise) {
            return text == null ? otherwise : text;
        }
    }
}
