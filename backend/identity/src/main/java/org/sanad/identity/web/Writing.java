package org.sanad.identity.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * Writes moments and numbers as the reader's language does: Levantine months and Arabic-Indic digits, the Jalali calendar and Persian digits, or
 * English. The time zone is named, because a page without JavaScript can't know the reader's.
 */
public final class Writing {

    private static final List<String> LEVANTINE = List.of(
            "كانون الثاني",
            "شباط",
            "آذار",
            "نيسان",
            "أيار",
            "حزيران",
            "تموز",
            "آب",
            "أيلول",
            "تشرين الأول",
            "تشرين الثاني",
            "كانون الأول");
    private static final List<String> JALALI = List.of(
            "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند");
    private static final List<String> ENGLISH = List.of(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December");

    private final Languages.Language language;

    Writing(Languages.Language language) {
        this.language = language;
    }

    /** A moment, to the minute. */
    public String moment(Instant at) {
        return switch (language) {
            case AR -> {
                var local = at.atZone(ZoneId.of("Asia/Damascus"));
                yield digits(
                        "%d %s %d، %s بتوقيت دمشق"
                                .formatted(
                                        local.getDayOfMonth(),
                                        LEVANTINE.get(local.getMonthValue() - 1),
                                        local.getYear(),
                                        clock(local)),
                        '٠');
            }
            case FA -> {
                var local = at.atZone(ZoneId.of("Asia/Tehran"));
                var date = Jalali.of(local.toLocalDate());
                yield digits(
                        "%d %s %d، ساعت %s به وقت تهران"
                                .formatted(date.day(), JALALI.get(date.month() - 1), date.year(), clock(local)),
                        '۰');
            }
            case EN -> {
                var local = at.atZone(ZoneId.of("UTC"));
                yield "%d %s %d, %s UTC"
                        .formatted(
                                local.getDayOfMonth(),
                                ENGLISH.get(local.getMonthValue() - 1),
                                local.getYear(),
                                clock(local));
            }
        };
    }

    /** A whole number in the reader's digits. */
    public String number(int number) {
        var ascii = String.valueOf(number);
        return switch (language) {
            case AR -> digits(ascii, '٠');
            case FA -> digits(ascii, '۰');
            case EN -> ascii;
        };
    }

    private static String clock(ZonedDateTime local) {
        return "%d:%02d".formatted(local.getHour(), local.getMinute());
    }

    private static String digits(String ascii, char zero) {
        var out = new StringBuilder(ascii.length());
        for (int i = 0; i < ascii.length(); i++) {
            var c = ascii.charAt(i);
            out.append(c >= '0' && c <= '9' ? (char) (zero + c - '0') : c);
        }
        return out.toString();
    }

    /** A day of the solar calendar of Iran, by the 33-year rule that holds from 1178 to 1633. */
    record Jalali(int year, int month, int day) {

        private static final List<Integer> LEAP = List.of(1, 5, 9, 13, 17, 22, 26, 30);

        static Jalali of(LocalDate date) {
            // 1 Farvardin 1375 was 20 March 1996; 1375 is a leap year
            var year = 1375;
            var left = date.toEpochDay() - LocalDate.of(1996, 3, 20).toEpochDay();
            while (left >= length(year)) {
                left -= length(year);
                year++;
            }
            while (left < 0) {
                year--;
                left += length(year);
            }
            var day = (int) left;
            return day < 186
                    ? new Jalali(year, day / 31 + 1, day % 31 + 1)
                    : new Jalali(year, (day - 186) / 30 + 7, (day - 186) % 30 + 1);
        }

        private static int length(int year) {
            return LEAP.contains(Math.floorMod(year, 33)) ? 366 : 365;
        }
    }
}
