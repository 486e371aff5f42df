package org.sanad.api.reporting;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
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
import org.sanad.api.reporting.IatiPlan.Body;
import org.sanad.api.reporting.IatiPlan.Country;
import org.sanad.api.reporting.IatiPlan.Movement;
import org.sanad.api.reporting.IatiPlan.Project;

/**
 * Decides what Sanad makes of an activity. A project becomes a campaign that takes no gifts by itself: its body has not been checked by
 * anybody here.
 */
final class IatiPlanner {

    private static final Pattern REGISTERED = Pattern.compile("([A-Z]{2}-[A-Z0-9]{2,12})-(.{1,180})");
    private static final int LONGEST_TITLE = 140;
    private static final int LONGEST_SUMMARY = 280;
    private static final int LONGEST_STORY = 20_000;

    private final IatiActivity activity;
    private final Currencies currencies;
    private final List<Finding> findings = new ArrayList<>();

    private IatiPlanner(IatiActivity activity, Currencies currencies) {
        this.activity = activity;
        this.currencies = currencies;
    }

    static IatiPlan plan(IatiActivity activity, Currencies currencies) {
        return new IatiPlanner(activity, currencies).plan();
    }

    private IatiPlan plan() {
        List<Body> bodies = bodies();
        IatiMoney money = new IatiMoney(activity, currencies, findings::add);
        List<Movement> movements = money.movements();
        Project project = project(bodies, money);
        return new IatiPlan(bodies, countries(), project, movements, List.copyOf(findings));
    }

    private List<Country> countries() {
        Map<String, Country> countries = new LinkedHashMap<>();
        Stream.concat(
                        activity.countries().stream(),
                        activity.transactions().stream().flatMap(transaction -> transaction.countries().stream()))
                .map(country -> new Country(country.code().strip().toUpperCase(java.util.Locale.ROOT), country.line()))
                .forEach(country -> countries.putIfAbsent(country.code(), country));
        return List.copyOf(countries.values());
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
        LocalizedText name = IatiTexts.first(organisation.name(), LONGEST_TITLE)
                .orElseGet(() -> LocalizedText.of(Locale.EN, reference));
        return Optional.of(
                new Body(organisation.line(), scheme, value, kind(organisation.type()), jurisdiction(reference), name));
    }

    private @Nullable Project project(List<Body> bodies, IatiMoney money) {
        String currency = money.usualCurrency();
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
        LocalizedText title = IatiTexts.first(activity.title(), LONGEST_TITLE)
                .orElse(LocalizedText.of(Locale.EN, activity.identifier()));
        List<Narrative> described = activity.descriptions().stream()
                .flatMap(description -> description.texts().stream())
                .toList();
        LocalizedText story = IatiTexts.joined(described, LONGEST_STORY).orElse(title);
        LocalDate start = day("2", "1");
        LocalDate end = day("4", "3");
        return new Project(
                activity.identifier(),
                runner.scheme(),
                runner.value(),
                title,
                IatiTexts.opening(story, LONGEST_SUMMARY),
                story,
                List.of("3", "4", "5").contains(activity.status()) ? "CLOSED" : "PAUSED",
                sector(),
                sdgs(),
                currency,
                money.goal(currency).orElseGet(() -> one(currency)),
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

    /** A goal is needed: one, where nothing says what the activity aims at. */
    private long one(String currency) {
        findings.add(Finding.warning(
                activity.line(), activity.path(), "import.no-goal", "No budget says what the activity aims at."));
        return currencies.money(BigDecimal.ONE, currency).map(Money::minor).orElse(1L);
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

    private void refuse(int line, String below, String reason, String message) {
        findings.add(Finding.error(line, activity.path() + below, "import." + reason, message));
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
