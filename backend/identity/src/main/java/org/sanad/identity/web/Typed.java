package org.sanad.identity.web;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.sanad.identity.account.Identifier;

/** Checks what people type into forms. What is refused is kept as typed, so that they correct it and needn't repeat it. */
final class Typed {

    private static final int SHORTEST_PASSWORD = 10;
    private static final int LONGEST_PASSWORD = 200;
    private static final Set<String> COMMON = Set.of(
            "1234567890",
            "0123456789",
            "12345678910",
            "0987654321",
            "9876543210",
            "1111111111",
            "qwertyuiop",
            "password12",
            "password123",
            "password1234",
            "iloveyou12",
            "1q2w3e4r5t",
            "qwerty12345",
            "abc1234567",
            "administrator",
            "sanad12345",
            "123456789a",
            "a123456789",
            "q1w2e3r4t5",
            "zaq12wsxcde");

    /** What could be a link: names are written into mails to addresses that nobody has proved yet. */
    private static final Pattern ADDRESS = Pattern.compile("://|www\\.|@|\\.[a-z]{2,}/", Pattern.CASE_INSENSITIVE);

    private Typed() {}

    /** A name: anything people are called, in any script, on one line; no link in it. */
    static String name(String typed, Refusals refusals) {
        var name = typed.strip().replaceAll("\\s+", " ");
        if (name.isEmpty()) {
            refusals.add("name", "name.empty");
        } else if (name.length() > 120
                || name.codePoints().anyMatch(Typed::hidden)
                || ADDRESS.matcher(name).find()) {
            refusals.add("name", "name.invalid");
        }
        return name;
    }

    /** An e-mail address. */
    static Optional<Identifier.Email> email(String typed, Refusals refusals) {
        var email = Identifier.email(typed);
        if (email.isEmpty()) {
            refusals.add("email", typed.isBlank() ? "email.empty" : "email.invalid");
        }
        return email;
    }

    /** A phone number. */
    static Optional<Identifier.Phone> phone(String typed, Refusals refusals) {
        var phone = Identifier.phone(typed);
        if (phone.isEmpty()) {
            refusals.add("phone", typed.isBlank() ? "phone.empty" : "phone.invalid");
        }
        return phone;
    }

    /** A new password: long enough, not everybody's, and not the address itself. No rules about kinds of characters (NIST 800-63B). */
    static void newPassword(String typed, String email, Refusals refusals) {
        var lower = typed.toLowerCase(Locale.ROOT);
        if (typed.isEmpty()) {
            refusals.add("password", "password.empty");
        } else if (typed.codePointCount(0, typed.length()) < SHORTEST_PASSWORD) {
            refusals.add("password", "password.short", SHORTEST_PASSWORD);
        } else if (typed.length() > LONGEST_PASSWORD) {
            refusals.add("password", "password.long", LONGEST_PASSWORD);
        } else if (COMMON.contains(lower)
                || lower.equals(email.toLowerCase(Locale.ROOT))
                || typed.chars().distinct().count() < 4) {
            refusals.add("password", "password.common");
        }
    }

    /** Controls and marks that reorder text; the joiners that Persian needs are welcome. */
    private static boolean hidden(int c) {
        return Character.isISOControl(c)
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069)
                || c == 0x200E
                || c == 0x200F
                || c == 0xFEFF;
    }
}
