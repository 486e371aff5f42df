package org.sanad.api.platform.graphql;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * An id as the world sees it: URL-safe base64 of a type's letter and the sixteen bytes of the inner id. Opaque, stable, and the same on every
 * node.
 */
public record GlobalId(char type, UUID id) {

    /** Writes an id of a type. */
    public static String encode(char type, UUID id) {
        var bytes = ByteBuffer.allocate(17)
                .put((byte) type)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Reads an id. Empty when the text is none. */
    public static Optional<GlobalId> decode(String text) {
        try {
            var bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length != 17) {
                return Optional.empty();
            }
            var buffer = ByteBuffer.wrap(bytes);
            return Optional.of(new GlobalId((char) buffer.get(), new UUID(buffer.getLong(), buffer.getLong())));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** Reads an id of one type. Empty when the text is none, or is of another type. */
    public static Optional<UUID> decode(char type, String text) {
        return decode(text).filter(id -> id.type() == type).map(GlobalId::id);
    }
}
