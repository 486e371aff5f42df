package org.sanad.api.donation.gateway;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.http.HttpHeaders;

/**
 * Signs and checks notices by the Standard Webhooks specification: HMAC-SHA256 over {@code id.timestamp.body}, the body as raw bytes. The clock
 * is the caller's, so that age can be tested without waiting.
 */
final class StandardWebhook {

    static final String ID = "webhook-id";
    static final String TIMESTAMP = "webhook-timestamp";
    static final String SIGNATURE = "webhook-signature";
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final SecretKeySpec key;

    StandardWebhook(byte[] key) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    /** The value of the signature header. */
    String sign(String id, Instant time, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update((id + "." + time.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Whether the headers were made with our key for this body, not more than five minutes ago or ahead. */
    boolean isGenuine(HttpHeaders headers, byte[] body, Instant now) {
        var id = headers.getFirst(ID);
        var timestamp = headers.getFirst(TIMESTAMP);
        var signatures = headers.getFirst(SIGNATURE);
        if (id == null || id.length() > 200 || timestamp == null || signatures == null) {
            return false;
        }
        Instant time;
        try {
            time = Instant.ofEpochSecond(Long.parseLong(timestamp));
        } catch (NumberFormatException | java.time.DateTimeException notATime) {
            return false;
        }
        if (Duration.between(time, now).abs().compareTo(TOLERANCE) > 0) {
            return false;
        }
        var expected = sign(id, time, body).getBytes(StandardCharsets.US_ASCII);
        boolean genuine = false;
        for (var signature : signatures.split(" ", 10)) {
            genuine |= MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8));
        }
        return genuine;
    }
}
