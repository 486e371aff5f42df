package org.sanad.identity.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Time-based one-time codes as authenticator apps make them: RFC 6238, SHA-1, six digits, thirty seconds. */
public final class Totp {

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final long STEP_SECONDS = 30;

    private Totp() {}

    /** A new secret of 160 bits in base32, as apps want it typed. */
    public static String secret() {
        var bytes = Secrets.bytes(20);
        var text = new StringBuilder(32);
        int buffer = 0;
        int bits = 0;
        for (byte b : bytes) {
            buffer = (buffer << 8) | (b & 0xFF);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(BASE32.charAt((buffer >> bits) & 31));
            }
        }
        return text.toString();
    }

    /** The code that an app shows at an instant. */
    public static String code(String secret, Instant at) {
        return code(decode(secret), step(at));
    }

    /**
     * Looks for the step that a code belongs to, one step to either side allowed for clocks that differ.
     *
     * @param after steps up to this one were used and aren't taken again
     * @return the step; empty when the code is wrong or was used
     */
    public static OptionalLong verify(String secret, String code, Instant at, long after) {
        var key = decode(secret);
        var now = step(at);
        var found = OptionalLong.empty();
        for (long step = now - 1; step <= now + 1; step++) {
            if (Secrets.same(code(key, step).getBytes(US_ASCII), code.getBytes(UTF_8)) && step > after) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    private static long step(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), STEP_SECONDS);
    }

    private static String code(byte[] key, long step) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            var digest = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
            int offset = digest[digest.length - 1] & 15;
            int number = ByteBuffer.wrap(digest, offset, 4).getInt() & 0x7FFFFFFF;
            return "%06d".formatted(number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] decode(String secret) {
        var out = ByteBuffer.allocate(secret.length() * 5 / 8);
        int buffer = 0;
        int bits = 0;
        for (int i = 0; i < secret.length(); i++) {
            int value = BASE32.indexOf(secret.charAt(i));
            if (value < 0) {
                throw new IllegalArgumentException("not base32");
            }
            buffer = (buffer << 5) | value;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                out.put((byte) (buffer >> bits));
            }
        }
        return out.array();
    }
}
