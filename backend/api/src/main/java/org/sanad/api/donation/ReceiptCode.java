package org.sanad.api.donation;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The codes that receipts are verified by: nine random characters of Crockford's alphabet, 45 bits, and a check character that tells every slip of
 * one character and nearly every swap of two (ISO 7064, hybrid system, here with modulus 32). A guess is right once in 35 trillion divided by
 * the number of receipts.
 */
public final class ReceiptCode {

    static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    private ReceiptCode() {}

    /** Makes a code that nobody can foresee. */
    public static String random() {
        return random(RANDOM);
    }

    static String random(RandomGenerator random) {
        var code = new StringBuilder(LENGTH);
        for (int i = 1; i < LENGTH; i++) {
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return code.append(ALPHABET.charAt((33 - carry(code)) % 32)).toString();
    }

    /**
     * Reads a code as people type it: any case, spaces and hyphens anywhere, O for 0, I and L for 1, Arabic and Persian digits. Empty where it
     * is none, which needs no look-up.
     */
    public static Optional<String> parse(String typed) {
        var code = new StringBuilder(LENGTH);
        for (int i = 0; i < typed.length() && code.length() <= LENGTH; i++) {
            char c = typed.charAt(i);
            if (Character.isWhitespace(c) || Character.getType(c) == Character.FORMAT || "-‐‑–_.".indexOf(c) >= 0) {
                continue;
            }
            int digit = Character.digit(c, 10);
            char read = digit >= 0 ? (char) ('0' + digit) : Character.toUpperCase(c);
            code.append(
                    switch (read) {
                        case 'O' -> '0';
                        case 'I', 'L' -> '1';
                        default -> read;
                    });
        }
        boolean known = code.length() == LENGTH && code.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
        if (!known) {
            return Optional.empty();
        }
        int check = ALPHABET.indexOf(code.charAt(LENGTH - 1));
        boolean right = (carry(code.substring(0, LENGTH - 1)) + check) % 32 == 1;
        return right ? Optional.of(code.toString()) : Optional.empty();
    }

    /** The hybrid system's running product over the characters before the check character. */
    private static int carry(CharSequence body) {
        int product = 32;
        for (int i = 0; i < body.length(); i++) {
            int sum = (product + ALPHABET.indexOf(body.charAt(i))) % 32;
            product = (sum == 0 ? 32 : sum) * 2 % 33;
        }
        return product;
    }
}
