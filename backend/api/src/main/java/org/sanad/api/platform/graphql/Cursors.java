package org.sanad.api.platform.graphql;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.sanad.api.platform.Settings;
import org.springframework.stereotype.Component;

/**
 * Makes cursors: the keys of a row, signed, naming no column. A cursor is bound to the list that it came from ({@code list}: the field and its
 * order), so that one list's cursor means nothing to another.
 */
@Component
public final class Cursors {

    private static final int SIGNATURE = 8;
    private final SecretKeySpec key;

    Cursors(Settings settings) {
        var secret = settings.secretKey().isEmpty()
                ? "a development key that protects nothing"
                : "cursors:" + settings.secretKey();
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    /** Writes a cursor of keys, each a {@code Long}, {@code String} or {@code UUID}. */
    public String encode(String list, Object... keys) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            for (var part : keys) {
                switch (part) {
                    case Long number -> {
                        out.writeByte('l');
                        out.writeLong(number);
                    }
                    case String text -> {
                        out.writeByte('s');
                        out.writeUTF(text);
                    }
                    case UUID id -> {
                        out.writeByte('u');
                        out.writeLong(id.getMostSignificantBits());
                        out.writeLong(id.getLeastSignificantBits());
                    }
                    default -> throw new IllegalArgumentException("no key type: " + part.getClass());
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        bytes.writeBytes(sign(list, bytes.toByteArray()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    }

    /** Reads a cursor of the same list. Throws {@link BadInput} where it is none, or another list's. */
    public List<Object> decode(String list, String cursor) {
        try {
            var bytes = Base64.getUrlDecoder().decode(cursor);
            int end = bytes.length - SIGNATURE;
            if (end < 0) {
                throw stale();
            }
            var body = Arrays.copyOf(bytes, end);
            if (!MessageDigest.isEqual(Arrays.copyOfRange(bytes, end, bytes.length), sign(list, body))) {
                throw stale();
            }
            var keys = new ArrayList<>();
            var in = new DataInputStream(new ByteArrayInputStream(body));
            while (in.available() > 0) {
                keys.add(
                        switch (in.readByte()) {
                            case 'l' -> in.readLong();
                            case 's' -> in.readUTF();
                            case 'u' -> new UUID(in.readLong(), in.readLong());
                            default -> throw stale();
                        });
            }
            return keys;
        } catch (IllegalArgumentException | IOException notOurs) {
            throw stale();
        }
    }

    private static BadInput stale() {
        return new BadInput("This cursor does not belong to this list; begin again without it.");
    }

    private byte[] sign(String list, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(list.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return Arrays.copyOf(mac.doFinal(body), SIGNATURE);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
