package org.sanad.identity.account;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a person types to say who they are: an e-mail address or a phone number, in any of three digit forms. */
public sealed interface Identifier {

    /** An e-mail address as typed; compared without case. */
    record Email(String address) implements Identifier {
        @Override
        public String key() {
            return address.toLowerCase(Locale.ROOT);
        }

        @Override
        public String written() {
            return address;
        }
    }

    /** A phone number in E.164. */
    record Phone(String number) implements Identifier {
        @Override
        public String key() {
            return number;
        }

        @Override
        public String written() {
            return number;
        }
    }

    Pattern EMAIL = Pattern.compile(
            "[^\\s@<>\"',;:\\\\()\\[\\]\\p{Cf}\\p{Cc}]{1,64}@[^\\s@<>\"',;:\\\\()\\[\\]\\p{Cf}\\p{Cc}]+\\."
                    + "[^\\s@.<>\"',;:\\\\()\\[\\]\\p{Cf}\\p{Cc}]{2,}");
    Pattern INTERNATIONAL = Pattern.compile("\\+[1-9][0-9]{6,14}");

    /** The form in which two spellings of one identifier are equal. */
    String key();

    /** The form in which it is kept and written to. */
    String written();

    /** Reads an e-mail address or a phone number. Empty when it is neither. */
    static Optional<Identifier> parse(String typed) {
        return typed.contains("@")
                ? email(typed).map(email -> email)
                : phone(typed).map(phone -> phone);
    }

    /** Reads an e-mail address. Empty when it can't be one. */
    static Optional<Email> email(String typed) {
        var address = typed.strip();
        return address.length() <= 254 && EMAIL.matcher(address).matches()
                ? Optional.of(new Email(address))
                : Optional.empty();
    }

    /**
     * Reads a phone number: international with + or 00, or a mobile number as people of Syria (09…, ten digits), Iran (09…, eleven)
     * and Kuwait (eight digits from 4, 5, 6 or 9) write their own. The three national forms can't be confused: their lengths differ.
     */
    static Optional<Phone> phone(String typed) {
        var compact = asciiDigits(typed).replaceAll("[\\s().\\-\\u2010-\\u2015\\p{Cf}]", "");
        if (compact.startsWith("00")) {
            compact = "+" + compact.substring(2);
        } else if (compact.matches("09[0-9]{9}")) {
            compact = "+98" + compact.substring(1);
        } else if (compact.matches("09[0-9]{8}")) {
            compact = "+963" + compact.substring(1);
        } else if (compact.matches("[4569][0-9]{7}")) {
            compact = "+965" + compact;
        }
        return INTERNATIONAL.matcher(compact).matches() ? Optional.of(new Phone(compact)) : Optional.empty();
    }

    /** Writes Arabic-Indic and Persian digits as ASCII ones. */
    static String asciiDigits(String typed) {
        var ascii = new StringBuilder(typed.length());
        typed.codePoints()
                .map(c -> Character.isDigit(c) ? '0' + Character.digit(c, 10) : c)
                .forEach(ascii::appendCodePoint);
        return ascii.toString();
    }
}
