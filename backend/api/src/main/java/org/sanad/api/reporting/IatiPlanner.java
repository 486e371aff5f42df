package org.sanad.api.reporting;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.money.Currencies;
import org.sanad.api.platform.money.Money;
import org.sanad.api.platform.text.Locale;
import org.sanad.api.platform.text.LocalizedText;
import org.sanad.api.reporting.IatiActivity.Narrative;
import org.sanad.api.reporting.IatiActivity.Organisation;
import org.sanad.api.reporting.IatiActivity.Transaction;
import org.sanad.api.reporting.IatiActivity.Value;
import org.sanad.api.reporting.IatiPlan.Body;
import org.sanad.api.reporting.IatiPlan.Movement;
import org.sanad.api.reporting.IatiPlan.Project;

/**
 * Decides what Sanad makes of an activity. A project becomes a campaign that takes no gifts by itself: its body has not been checked by
 * anybody here. Money that came in becomes a grant, money that went out a disbursement, promises stay facts; a negative amount corrects
 * what was told before.
 */
final class IatiPlanner {

    /** The new pound: two zeros were taken off. */
    private static final LocalDate SYRIAN_REFORM = LocalDate.of(2026, 1, 1);

    private static final Pattern REGISTERED = Pattern.compile("([A-Z]{2}-[A-Z0-9]{2,12})-(.{1,180})");
    private static final int LONGEST_TITLE = 140;
    private static final int LONGEST_SUMMARY = 280;
    private static final int LONGEST_STORY = 20_000;
    private static final int LONGEST_MEMO = 500;

    private final Currencies currencies;

    IatiPlanner(Currencies currencies) {
        this.currencies = currencies;
    }

    IatiPlan plan(IatiActivity activity) {
        return new Planning(activity, new ArrayList<>()).plan();
    }

    private final class Planning {

        private final IatiActivity activity;
        private final List<Finding> findings;
        private final String path;

        Planning(IatiActivity activity, List<Finding> findings) {
            this.activity = activity;
            this.findings = findings;
            this.path = "iati-activity[" + activity.identifier() + "]";
        }

        IatiPlan plan() {
            List<Body> bodies = bodies();
            List<Movement> movements = movements();
            Project project = project(bodies);
            return new IatiPlan(bodies, project, movements, List.copyOf(findings));
        }

        private List<Body> bodies() {
            Map<String, Body> bodies = new LinkedHashMap<>();
            Stream.concat(Stream.of(activity.reportingOrganisation()), activity.participatingOrganisations().stream())
                    .flatMap(organisation -> body(organisation).stream())
                    .forEach(body -> bodies.putIfAbsent(body.scheme() + " " + body.value(), body));
            return List.copyOf(bodies.values());
        }

        private Optional<Body> body(Organisation organisation) {
            String reference = organisation.reference();
            if (reference == null || reference.length() > 200) {
                return Optional.empty();
            }
            Matcher registered = REGISTERED.matcher(reference);
            boolean known = registered.matches();
            String scheme = known ? String.valueOf(registered.group(1)) : "IATI";
            String value = known ? String.valueOf(registered.group(2)) : reference;
            LocalizedText name = text(organisation.name(), LONGEST_TITLE, "\n")
                    .orElseGet(() -> LocalizedText.of(Locale.EN, reference));
            return Optional.of(new Body(
                    organisation.line(), scheme, value, kind(organisation.type()), jurisdiction(reference), name));
        }

        private List<Movement> movements() {
            Map<String, Integer> referenced = new HashMap<>();
            activity.transactions().forEach(moved -> referenced.merge(reference(moved), 1, Integer::sum));
            Map<String, Integer> alike = new HashMap<>();
            List<Movement> movements = activity.transactions().stream()
                    .map(moved -> {
                        String reference = reference(moved);
                        boolean unique = moved.reference() != null && referenced.getOrDefault(reference, 0) == 1;
                        String key =
                                unique ? reference : moved.hash() + "#" + alike.merge(moved.hash(), 1, Integer::sum);
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
                                    "/transaction",
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
                    "/transaction",
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
                        "/transaction",
                        "amount-rounded",
                        "%s has more decimals than %s: %s is posted, the fact is kept as it was told."
                                .formatted(amount.toPlainString(), currency, rounded.toPlainString()));
            }
            Optional<Money> money = currencies.money(rounded, currency);
            if (money.isEmpty()) {
                warn(
                        moved.line(),
                        "/transaction",
                        "amount-too-great",
                        "The amount is too great to be posted; it is kept as a fact.");
            }
            return money.map(Money::minor).filter(minor -> minor != 0).orElse(null);
        }

        private @Nullable String memo(Transaction moved) {
            Organisation other = moved.type().equals("1") ? moved.provider() : moved.receiver();
            String memo = Stream.concat(
                            Stream.ofNullable(other)
                                    .flatMap(party -> names(party).limit(1)),
                            moved.description().stream().map(Narrative::text).limit(1))
                    .collect(Collectors.joining(" — "));
            return memo.isEmpty() ? null : cut(memo, LONGEST_MEMO);
        }

        private static Stream<String> names(Organisation party) {
            return party.name().isEmpty()
                    ? Stream.ofNullable(party.reference())
                    : party.name().stream().map(Narrative::text);
        }

        private @Nullable Project project(List<Body> bodies) {
            String currency = usualCurrency();
            if (activity.reportingOrganisation().reference() == null) {
                refuse(
                        activity.reportingOrganisation().line(),
                        "/reporting-org",
                        "reporter-unidentified",
                        "The reporting organisation has no identifier to know it by.");
            }
            if (currency == null) {
                refuse(
                        activity.line(),
                        "",
                        "currency-unknown",
                        "Sanad keeps no money in the currency of this activity, or it names none.");
            }
            if (currency == null || activity.reportingOrganisation().reference() == null) {
                return null;
            }
            Body runner = bodies.getFirst();
            LocalizedText title = text(activity.title(), LONGEST_TITLE, "\n")
                    .orElse(LocalizedText.of(Locale.EN, activity.identifier()));
            List<Narrative> described = activity.descriptions().stream()
                    .flatMap(description -> description.texts().stream())
                    .toList();
            LocalizedText story = text(described, LONGEST_STORY, "\n\n").orElse(title);
            LocalDate start = day("2", "1");
            LocalDate end = day("4", "3");
            return new Project(
                    activity.identifier(),
                    runner.scheme(),
                    runner.value(),
                    title,
                    summary(story),
                    story,
                    List.of("3", "4", "5").contains(activity.status()) ? "CLOSED" : "PAUSED",
                    sector(),
                    sdgs(),
                    currency,
                    goal(currency),
                    start == null ? Objects.requireNonNullElse(end, LocalDate.EPOCH) : start,
                    end != null && start != null && end.isBefore(start) ? null : end);
        }

        private @Nullable LocalDate day(String type, String otherwise) {
            for (String wanted : List.of(type, otherwise)) {
                for (IatiActivity.ActivityDate date : activity.dates()) {
                    if (date.type().equals(wanted)) {
                        return date.day();
                    }
                }
            }
            return null;
        }

        private LocalizedText summary(LocalizedText story) {
            Map<Locale, String> texts = new EnumMap<>(Locale.class);
            story.texts().forEach((locale, text) -> texts.put(locale, cut(text.split("\\R", 2)[0], LONGEST_SUMMARY)));
            return new LocalizedText(texts, story.origin());
        }

        /** The currency that most of the activity's amounts are in, as a key; the default where it has no amounts. */
        private @Nullable String usualCurrency() {
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

        /** What is budgeted; else what was promised, else what came in or went out. A goal is needed, so at last it is one. */
        private long goal(String currency) {
            Stream<Stream<Value>> ways = Stream.of(
                    activity.budgets().stream()
                            .filter(budget ->
                                    budget.type() == null || budget.type().equals("1"))
                            .map(IatiActivity.Budget::value),
                    activity.budgets().stream().map(IatiActivity.Budget::value),
                    moved("11", "2"),
                    activity.plannedDisbursements().stream().map(IatiActivity.Budget::value),
                    moved("1", "1"),
                    moved("3", "4"));
            return ways.map(values -> sum(values, currency))
                    .filter(sum -> sum > 0)
                    .findFirst()
                    .orElseGet(() -> {
                        warn(activity.line(), "", "no-goal", "No budget says what the activity aims at.");
                        return currencies
                                .money(BigDecimal.ONE, currency)
                                .map(Money::minor)
                                .orElse(1L);
                    });
        }

        private Stream<Value> moved(String type, String other) {
            return activity.transactions().stream()
                    .filter(transaction -> transaction.type().equals(type)
                            || transaction.type().equals(other))
                    .map(Transaction::value);
        }

        private long sum(Stream<Value> values, String currency) {
            BigDecimal sum = values.filter(value -> currency.equals(currency(value)))
                    .map(Value::amount)
                    .reduce(BigDecimal.ZERO, BigDecimal::add)
                    .setScale(currencies.get(currency).decimals(), RoundingMode.HALF_EVEN);
            return currencies.money(sum, currency).map(Money::minor).orElse(0L);
        }

        /** The field that most of the activity is in, by its OECD DAC sectors. */
        private String sector() {
            Map<String, BigDecimal> shares = new LinkedHashMap<>();
            List<IatiActivity.Classification> sectors = activity.sectors().isEmpty()
                    ? activity.transactions().stream()
                            .flatMap(transaction -> transaction.sectors().stream())
                            .toList()
                    : activity.sectors();
            sectors.stream()
                    .filter(sector ->
                            sector.vocabulary() == null || List.of("1", "2").contains(sector.vocabulary()))
                    .forEach(sector -> shares.merge(
                            DacSectors.sector(sector.code()),
                            sector.percentage() == null ? BigDecimal.ONE : sector.percentage(),
                            BigDecimal::add));
            BigDecimal most =
                    shares.values().stream().max(Comparator.naturalOrder()).orElse(BigDecimal.ZERO);
            List<String> leading = shares.entrySet().stream()
                    .filter(share -> share.getValue().compareTo(most) == 0)
                    .map(Map.Entry::getKey)
                    .toList();
            if (leading.size() == 1) {
                return leading.getFirst();
            }
            return leading.isEmpty() && activity.humanitarian() ? "RELIEF" : "MULTIPLE";
        }

        /** Goals of sustainable development, by tags and sectors in the vocabularies of goals and of targets. */
        private List<Integer> sdgs() {
            Stream<String> codes = Stream.concat(
                            activity.tags().stream()
                                    .filter(tag -> List.of("2", "3").contains(String.valueOf(tag.vocabulary()))),
                            activity.sectors().stream()
                                    .filter(sector -> List.of("7", "8").contains(String.valueOf(sector.vocabulary()))))
                    .map(IatiActivity.Classification::code);
            return List.copyOf(codes.map(code -> code.split("\\.", 2)[0])
                    .filter(code -> code.matches("[1-9]|1[0-7]"))
                    .map(Integer::valueOf)
                    .collect(Collectors.toCollection(TreeSet::new)));
        }

        /** Texts by the languages that Sanad speaks; one in another language is taken for English rather than lost. */
        private Optional<LocalizedText> text(List<Narrative> narratives, int longest, String between) {
            Map<Locale, String> texts = new EnumMap<>(Locale.class);
            Locale origin = null;
            for (Narrative narrative : narratives) {
                Optional<Locale> locale = spoken(narrative.language());
                if (locale.isPresent()) {
                    origin = origin == null ? locale.get() : origin;
                    texts.merge(locale.get(), narrative.text(), (a, b) -> between.equals("\n") ? a : a + between + b);
                }
            }
            if (origin == null && !narratives.isEmpty()) {
                origin = Locale.EN;
                texts.put(Locale.EN, narratives.getFirst().text());
            }
            if (origin == null) {
                return Optional.empty();
            }
            texts.replaceAll((locale, text) -> cut(text, longest));
            return Optional.of(new LocalizedText(texts, origin));
        }

        private void warn(int line, String below, String reason, String message) {
            findings.add(Finding.warning(line, path + below, "import." + reason, message));
        }

        private void refuse(int line, String below, String reason, String message) {
            findings.add(Finding.error(line, path + below, "import." + reason, message));
        }
    }

    private static Optional<Locale> spoken(String language) {
        return Stream.of(Locale.values())
                .filter(locale -> language.equals(locale.tag()) || language.startsWith(locale.tag() + "-"))
                .findFirst();
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = text.lastIndexOf(' ', longest - 1);
        String kept = text.substring(0, end > longest / 2 ? end : longest - 1);
        return (Character.isHighSurrogate(kept.charAt(kept.length() - 1)) ? kept.substring(0, kept.length() - 1) : kept)
                + "…";
    }

    /** By the IATI list OrganisationType. */
    private static String kind(@Nullable String type) {
        return switch (type == null ? "" : type) {
            case "10", "11", "15" -> "MINISTRY";
            case "30", "70", "71", "72", "73" -> "COMPANY";
            case "40" -> "INTERGOVERNMENTAL";
            case "60" -> "FOUNDATION";
            default -> "NGO";
        };
    }

    private static String jurisdiction(String reference) {
        return Stream.of("SY", "KW", "IR")
                .filter(country -> reference.startsWith(country + "-"))
                .findFirst()
                .orElse("XX");
    }
}
