package org.sanad.identity.crypto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;

/** Makes random values and the hashes by which long ones are kept. */
public final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();
    // no letter or digit that is taken for another when read aloud or written by hand
    private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    private Secrets() {}

    /** Random bytes. */
    public static byte[] bytes(int count) {
        var bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** A secret of 256 bits, safe in URLs and cookies. */
    public static String token() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(32));
    }

    /** Six digits. */
    public static String digits() {
        return "%06d".formatted(RANDOM.nextInt(1_000_000));
    }

    /** Ten readable characters, 49 bits, in two groups. */
    public static String recoveryCode() {
        var code = new StringBuilder(11);
        for (int i = 0; i < 10; i++) {
            if (i == 5) {
                code.append('-');
            }
            code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    /** A time-ordered id, RFC 9562 version 7. */
    public static UUID id(long epochMillis) {
        long high = (epochMillis << 16) | 0x7000L | (RANDOM.nextLong() & 0xFFFL);
        long low = (RANDOM.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low);
    }

    /** The hash by which a secret of full length is kept; such a secret can't be guessed, so the hash needs no key. */
    public static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The same hash as text. */
    public static String hashText(String secret) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash(secret));
    }

    /** Compares without telling by time where two values differ. */
    public static boolean same(byte[] a, byte[] b) {
        return MessageDigest.isEqual(a, b);
    }
}
