package org.sanad.standalone.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.chrono.HijrahDate;
import java.time.temporal.ChronoField;
import org.sanad.api.organization.Jurisdiction;

/** When people give: more in Ramadan and most in its last ten nights, on Fridays, in the first days of a campaign and in its last. */
final class GiftCalendar {

    private static final int MUHARRAM = 1;
    private static final int RAMADAN = 9;
    private static final int DHU_AL_HIJJAH = 12;

    private GiftCalendar() {}

    /**
     * How many gifts a day draws, against an ordinary one.
     *
     * @param age days since the campaign's first
     * @param left days until its last, or until today
     */
    static double weight(LocalDate day, Jurisdiction jurisdiction, int age, int left) {
        double weight = season(day, jurisdiction);
        if (day.getDayOfWeek() == DayOfWeek.FRIDAY) {
            weight *= 1.4;
        }
        if (age < 7) {
            weight *= 2.2;
        }
        if (left < 4) {
            weight *= 1.8;
        }
        return weight;
    }

    /** Whether a day is in Ramadan, by the Umm al-Qura calendar. */
    static boolean ramadan(LocalDate day) {
        return HijrahDate.from(day).get(ChronoField.MONTH_OF_YEAR) == RAMADAN;
    }

    private static double season(LocalDate day, Jurisdiction jurisdiction) {
        var date = HijrahDate.from(day);
        int dayOfMonth = date.get(ChronoField.DAY_OF_MONTH);
        return switch (date.get(ChronoField.MONTH_OF_YEAR)) {
            case RAMADAN -> dayOfMonth > 20 ? 6 : 3.5;
            case DHU_AL_HIJJAH -> dayOfMonth <= 10 ? 2 : 1;
            case MUHARRAM -> jurisdiction == Jurisdiction.IR && dayOfMonth <= 10 ? 2 : 1;
            default -> 1;
        };
    }
}
