package org.sanad.api.platform.files;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Kinds of files that are taken, each known by its first bytes and not by what the sender calls it. */
enum FileKind {
    JPEG("image/jpeg"),
    PNG("image/png"),
    WEBP("image/webp"),
    CSV("text/csv"),
    XML("application/xml");

    /** How many of a file's first bytes tell its kind. */
    static final int HEAD = 1024;

    private final String contentType;

    FileKind(String contentType) {
        this.contentType = contentType;
    }

    /** The kind that a declared content type names. Empty for types that are not taken. */
    static Optional<FileKind> of(String contentType) {
        var bare = contentType.split(";", 2)[0].strip().toLowerCase(java.util.Locale.ROOT);
        return switch (bare) {
            case "text/xml" -> Optional.of(XML);
            case "application/vnd.ms-excel" -> Optional.of(CSV);
            default ->
                Arrays.stream(values())
                        .filter(kind -> kind.contentType.equals(bare))
                        .findFirst();
        };
    }

    /** Whether a file that begins like this is of this kind. */
    boolean matches(byte[] head) {
        return switch (this) {
            case JPEG -> begins(head, 0, 0xFF, 0xD8, 0xFF);
            case PNG -> begins(head, 0, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A);
            case WEBP -> begins(head, 0, 'R', 'I', 'F', 'F') && begins(head, 8, 'W', 'E', 'B', 'P');
            case CSV -> isText(head) && !firstSign(head, '<');
            case XML -> isUtf16(head) || (isText(head) && firstSign(head, '<'));
        };
    }

    private static boolean isText(byte[] head) {
        for (byte each : head) {
            if (each >= 0 && each < 0x20 && each != '\t' && each != '\n' && each != '\r') {
                return false;
            }
        }
        return head.length > 0;
    }

    private static boolean isUtf16(byte[] head) {
        return begins(head, 0, 0xFF, 0xFE) || begins(head, 0, 0xFE, 0xFF);
    }

    private static boolean firstSign(byte[] head, char sign) {
        var text = new String(head, StandardCharsets.UTF_8)
                .replaceFirst("^\uFEFF", "")
                .stripLeading();
        return !text.isEmpty() && text.charAt(0) == sign;
    }

    private static boolean begins(byte[] head, int at, int... signs) {
        if (head.length < at + signs.length) {
            return false;
        }
        for (int i = 0; i < signs.length; i++) {
            if (Byte.toUnsignedInt(head[at + i]) != signs[i]) {
                return false;
            }
        }
        return true;
    }
}
