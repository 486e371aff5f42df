package org.sanad.api.reporting;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells whether a text is a value of a kind that IATI uses. White space around it doesn't count, save in text. */
enum IatiValue {
    STRING("text") {
        @Override
        boolean matches(String value) {
            return true;
        }
    },
    BOOLEAN("true, false, 1 or 0") {
        @Override
        boolean matches(String value) {
            return value.equals("true") || value.equals("false") || value.equals("1") || value.equals("0");
        }
    },
    DATE("a date such as 2026-02-18") {
        @Override
        boolean matches(String value) {
            Matcher date = Patterns.DATE.matcher(value);
            return date.matches() && isDay(date.group(1)) && isZone(date.group(2));
        }
    },
    DATETIME("a date and time such as 2026-02-18T17:03:00Z") {
        @Override
        boolean matches(String value) {
            Matcher moment = Patterns.DATE_TIME.matcher(value);
            return moment.matches()
                    && isDay(moment.group(1))
                    && (moment.group(2) != null || Integer.parseInt(moment.group(3)) < 24)
                    && isZone(moment.group(4));
        }
    },
    DECIMAL("a decimal number such as 1250.50") {
        @Override
        boolean matches(String value) {
            return value.length() <= 100 && Patterns.DECIMAL.matcher(value).matches();
        }
    },
    INT("a whole number") {
        @Override
        boolean matches(String value) {
            if (!Patterns.WHOLE.matcher(value).matches() || value.length() > 12) {
                return false;
            }
            long number = Long.parseLong(value);
            return number >= Integer.MIN_VALUE && number <= Integer.MAX_VALUE;
        }
    },
    COUNT("a whole number, 0 or greater") {
        @Override
        boolean matches(String value) {
            return Patterns.COUNT.matcher(value).matches();
        }
    },
    YEAR("a year such as 2026") {
        @Override
        boolean matches(String value) {
            return Patterns.POSITIVE.matcher(value).matches();
        }
    },
    TOKEN("one word") {
        @Override
        boolean matches(String value) {
            return Patterns.TOKEN.matcher(value).matches();
        }
    },
    LANGUAGE("a language code such as ar") {
        @Override
        boolean matches(String value) {
            return value.isEmpty() || Patterns.LANGUAGE.matcher(value).matches();
        }
    },
    URI("a web address") {
        @Override
        boolean matches(String value) {
            return isReference(value);
        }
    };

    private static final class Patterns {
        static final String ZONE = "(Z|[+-]\\d{2}:\\d{2})?";
        static final Pattern DATE = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})" + ZONE);
        static final Pattern DATE_TIME = Pattern.compile(
                "(\\d{4}-\\d{2}-\\d{2})T(?:(24:00:00(?:\\.0+)?)|(\\d{2}):[0-5]\\d:[0-5]\\d(?:\\.\\d+)?)" + ZONE);
        static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)");
        static final Pattern WHOLE = Pattern.compile("[+-]?\\d+");
        static final Pattern COUNT = Pattern.compile("\\+?\\d+|-0+");
        static final Pattern POSITIVE = Pattern.compile("\\+?0*[1-9]\\d*");
        static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{N}\\p{M}._:·-]+");
        static final Pattern LANGUAGE = Pattern.compile("[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*");
        static final Pattern UNSAFE = Pattern.compile("[^\\x21-\\x7e]|[<>\"{}|\\\\^`]");
        static final Pattern XML_SPACE = Pattern.compile("[ \\t\\r\\n]+");
    }

    /** Longer values than this are none: no honest number or address is, and comparing them would cost. */
    private static final int LONGEST = 4_000;

    private final String wording;

    IatiValue(String wording) {
        this.wording = wording;
    }

    abstract boolean matches(String value);

    boolean accepts(String value) {
        return this == STRING || (value.length() <= LONGEST && isMatch(value));
    }

    private boolean isMatch(String value) {
        return matches(Patterns.XML_SPACE.matcher(value).replaceAll(" ").strip());
    }

    /** The number that a text says; null where it says none. */
    static @Nullable BigDecimal number(@Nullable String text) {
        return text == null || !DECIMAL.accepts(text) ? null : new BigDecimal(text.strip());
    }

    /** How to tell a person what is asked for: completes "must be …". */
    String wording() {
        return wording;
    }

    static IatiValue named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static boolean isDay(String text) {
        try {
            return !text.startsWith("0000") && LocalDate.parse(text).getYear() > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isZone(@Nullable String zone) {
        if (zone == null || zone.equals("Z")) {
            return true;
        }
        int hours = Integer.parseInt(zone.substring(1, 3));
        int minutes = Integer.parseInt(zone.substring(4, 6));
        return minutes < 60 && hours * 60 + minutes <= 14 * 60;
    }

    private static boolean isReference(String value) {
        String escaped = Patterns.UNSAFE.matcher(value).replaceAll("%20");
        try {
            return new URI(escaped).toString() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
