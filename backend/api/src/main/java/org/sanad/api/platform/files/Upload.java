package org.sanad.api.platform.files;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.graphql.Entity;

/**
 * A place that a file may be sent to.
 *
 * @param organizationId the body that the file is for; null for a registrar's
 * @param size as declared, in bytes
 * @param receivedAt when its bytes had arrived and were accepted; null until then
 */
public record Upload(
        UUID id,
        @Nullable UUID organizationId,
        Purpose purpose,
        String fileName,
        String contentType,
        long size,
        Instant expiresAt,
        @Nullable Instant receivedAt)
        implements Entity {

    /** What an upload is for. */
    public enum Purpose {
        PICTURE(8 << 20),
        SETTLEMENT_FILE(20 << 20),
        IATI_FILE(60 << 20);

        private final long limit;

        Purpose(long limit) {
            this.limit = limit;
        }

        /** The greatest length in bytes. */
        public long limit() {
            return limit;
        }

        boolean takes(FileKind kind) {
            return switch (this) {
                case PICTURE -> kind == FileKind.JPEG || kind == FileKind.PNG || kind == FileKind.WEBP;
                case SETTLEMENT_FILE -> kind == FileKind.CSV;
                case IATI_FILE -> kind == FileKind.XML;
            };
        }
    }

    public boolean isComplete() {
        return receivedAt != null;
    }

    String key() {
        return "uploads/" + id;
    }
}
