package org.sanad.api.platform.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.sanad.api.platform.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Signs and encrypts with keys that are derived from the installation's one secret, a key for each purpose, so that what is made for one is
 * worth nothing for another.
 */
@Component
public final class Secrets {

    private static final Logger log = LoggerFactory.getLogger(Secrets.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final byte[] root;

    Secrets(Settings settings) {
        if (settings.secretKey().isEmpty()) {
            log.warn(
                    "SANAD_SECRET_KEY is not set: sessions and links end with this process, and no second node knows them.");
            this.root = random(32);
        } else {
            this.root = rootOf(settings.secretKey());
        }
    }

    private static byte[] rootOf(String secretKey) {
        try {
            var decoded = Base64.getDecoder().decode(secretKey);
            if (decoded.length == 32) {
                return decoded;
            }
        } catch (IllegalArgumentException notBase64) {
            // said below
        }
        throw new IllegalStateException("SANAD_SECRET_KEY must be 32 bytes in base64: openssl rand -base64 32");
    }

    /** Signs a text for a purpose: 43 URL-safe signs. */
    public String sign(String purpose, String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(hmac(derived("sign:" + purpose), text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether a signature is that of the text for this purpose; takes the same time for every answer. */
    public boolean signed(String purpose, String text, String signature) {
        return MessageDigest.isEqual(
                sign(purpose, text).getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
    }

    /** Encrypts for a purpose (AES-256-GCM, random nonce first). */
    public byte[] seal(String purpose, byte[] plain) {
        var nonce = random(NONCE);
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, purpose, nonce);
            return ByteBuffer.allocate(NONCE + cipher.getOutputSize(plain.length))
                    .put(nonce)
                    .put(cipher.doFinal(plain))
                    .array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Decrypts what {@link #seal} made for the same purpose. Empty when it is something else, or was changed. */
    public Optional<byte[]> open(String purpose, byte[] sealed) {
        if (sealed.length < NONCE) {
            return Optional.empty();
        }
        try {
            var cipher = cipher(Cipher.DECRYPT_MODE, purpose, Arrays.copyOf(sealed, NONCE));
            return Optional.of(cipher.doFinal(sealed, NONCE, sealed.length - NONCE));
        } catch (GeneralSecurityException notOurs) {
            return Optional.empty();
        }
    }

    /** Random bytes from the system's strong source. */
    public static byte[] random(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private Cipher cipher(int mode, String purpose, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(derived("seal:" + purpose), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private byte[] derived(String purpose) {
        return hmac(root, purpose.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hmac(byte[] key, byte[] text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
