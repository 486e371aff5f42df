package org.sanad.api.donation;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.UUID;
import org.sanad.api.platform.security.Secrets;
import org.springframework.stereotype.Component;

/**
 * Makes the secrets of gifts. A gift's first secret is derived from its id by the installation's key, so that a replay is told the same one though
 * the database keeps only its hash; whoever reads the database without the key learns none.
 */
@Component
final class GiftSecrets {

    /** Characters of base64 that carry 128 bits. */
    private static final int LENGTH = 22;

    private final Secrets secrets;

    GiftSecrets(Secrets secrets) {
        this.secrets = secrets;
    }

    /** The secret by which a guest reads the gift, as text for a URL's fragment. */
    String ofDonation(UUID donation) {
        return secrets.sign("a gift's secret", donation.toString()).substring(0, LENGTH);
    }

    /** The code that the gateway sends back with the donor. */
    String ofReturn(UUID donation) {
        return secrets.sign("a gift's return", donation.toString()).substring(0, LENGTH);
    }

    /** A secret that nobody can derive. */
    static String random() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Secrets.random(16));
    }

    /** What the database keeps of a secret. */
    static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What the database keeps of an idempotency key or a contact: nobody can try guesses against it without the installation's key. */
    byte[] keyed(String purpose, String value) {
        return Base64.getUrlDecoder().decode(secrets.sign(purpose, value));
    }
}
