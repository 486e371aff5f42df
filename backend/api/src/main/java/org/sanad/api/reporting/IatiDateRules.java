package org.sanad.api.reporting;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Checks an activity's dates: their order, and that nothing is told of the future as though it had been. */
record IatiDateRules(XmlElement activity, IatiFindings findings, Instant now) {

    private static final Duration LONGEST_BUDGET = Duration.ofDays(365);

    void check() {
        dates();
        periods();
    }

    private void dates() {
        findings.demand(
                activity.children("activity-date").stream().anyMatch(date -> hasType(date, "1") || hasType(date, "2")),
                activity,
                "6.11.1",
                "The activity must have a planned or an actual start.");
        Instant updated = moment(activity.attribute("last-updated-datetime"));
        findings.demand(
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

    private void periods() {
        for (XmlElement budget : activity.children("budget")) {
            period(budget, "8.6.3");
            LocalDate start = date(budget.child("period-start"), "iso-date");
            LocalDate end = date(budget.child("period-end"), "iso-date");
            findings.demand(
                    start == null || end == null || ChronoUnit.DAYS.between(start, end) <= LONGEST_BUDGET.toDays(),
                    budget,
                    "7.5.3",
                    "A budget must not be for longer than a year.");
        }
        activity.children("planned-disbursement").forEach(planned -> period(planned, "8.6.3"));
        activity.children("result").stream()
                .flatMap(result -> result.children("indicator").stream())
                .flatMap(indicator -> indicator.children("period").stream())
                .forEach(reported -> period(reported, "8.6.1"));
    }

    private void period(XmlElement of, String rule) {
        ordered(of.child("period-start"), of.child("period-end"), rule, "A period must not end before it starts.");
    }

    private void ordered(@Nullable XmlElement earlier, @Nullable XmlElement later, String rule, String message) {
        LocalDate start = date(earlier, "iso-date");
        LocalDate end = date(later, "iso-date");
        if (earlier != null && start != null && end != null) {
            findings.demand(!start.isAfter(end), earlier, rule, message);
        }
    }

    private void past(@Nullable XmlElement dated, String attribute, String rule, String message) {
        LocalDate day = date(dated, attribute);
        if (dated != null && day != null) {
            findings.demand(!day.isAfter(LocalDate.ofInstant(now, ZoneOffset.UTC)), dated, rule, message);
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
}
