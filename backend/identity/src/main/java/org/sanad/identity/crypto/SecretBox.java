package org.sanad.identity.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts what must be read again and hashes what must only be compared, under keys derived from the installation's one key.
 *
 * <p>AES-256-GCM with a random nonce; the context that a value belongs to is authenticated with it, so that a ciphertext copied
 * to another row doesn't open. A stolen database without the key holds no usable secret.
 */
public final class SecretBox {

    private static final int NONCE = 12;

    private final SecretKeySpec encryption;
    private final SecretKeySpec hashing;

    private SecretBox(byte[] key) {
        this.encryption = new SecretKeySpec(mac(new SecretKeySpec(key, "HmacSHA256"), "identity.encryption"), "AES");
        this.hashing = new SecretKeySpec(mac(new SecretKeySpec(key, "HmacSHA256"), "identity.hashing"), "HmacSHA256");
    }

    /**
     * Opens the box with the installation's key.
     *
     * @param base64 32 bytes; anything else is refused, because a short key would go unnoticed for ever
     */
    public static SecretBox of(String base64) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException("SANAD_SECRET_KEY isn't base64", notBase64);
        }
        if (key.length != 32) {
            throw new IllegalArgumentException("SANAD_SECRET_KEY must be 32 bytes, it is " + key.length);
        }
        return new SecretBox(key);
    }

    /** Encrypts a value for one context, such as {@code totp:<account>}. */
    public byte[] seal(String context, String value) {
        try {
            var nonce = Secrets.bytes(NONCE);
            var cipher = cipher(Cipher.ENCRYPT_MODE, nonce, context);
            var sealed = cipher.doFinal(value.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(NONCE + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Decrypts a value in the context it was sealed for; anything else, and any change, is an error. */
    public String open(String context, byte[] sealed) {
        try {
            var buffer = ByteBuffer.wrap(sealed);
            var nonce = new byte[NONCE];
            buffer.get(nonce);
            var rest = new byte[buffer.remaining()];
            buffer.get(rest);
            return new String(cipher(Cipher.DECRYPT_MODE, nonce, context).doFinal(rest), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a secret at rest doesn't open: wrong SANAD_SECRET_KEY?", e);
        }
    }

    /** Hashes under the key. Short codes need it: a plain hash of six digits is a table of a million rows. */
    public byte[] hash(String context, String value) {
        return mac(hashing, context + '\0' + value);
    }

    private Cipher cipher(int mode, byte[] nonce, String context) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, encryption, new GCMParameterSpec(128, nonce));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] mac(SecretKeySpec key, String value) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
