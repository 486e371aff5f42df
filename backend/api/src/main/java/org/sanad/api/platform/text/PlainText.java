package org.sanad.api.platform.text;

import org.jspecify.annotations.Nullable;

/**
 * Tidies what people type. Letters, marks, joiners and direction marks of every script stay as they were typed; gone are control signs, halves
 * of surrogate pairs, and the embeddings, overrides and isolates that turn around what stands beside them on a page.
 */
public final class PlainText {

    private PlainText() {}

    /** A text of one line: every break and tab becomes a space. Null where nothing is left. */
    public static @Nullable String line(@Nullable String typed) {
        return tidied(typed, false);
    }

    /** A text that keeps its lines. Null where nothing is left. */
    public static @Nullable String prose(@Nullable String typed) {
        return tidied(typed, true);
    }

    private static @Nullable String tidied(@Nullable String typed, boolean lines) {
        if (typed == null) {
            return null;
        }
        var kept = new StringBuilder(typed.length());
        typed.replace("\r\n", "\n").replace('\r', '\n').codePoints().forEach(sign -> {
            if (sign == '\n' || sign == '\t') {
                kept.append(lines ? (char) sign : ' ');
            } else if (!Character.isISOControl(sign) && !isHalf(sign) && !turns(sign)) {
                kept.appendCodePoint(sign);
            }
        });
        var text = kept.toString().strip();
        return text.isEmpty() ? null : text;
    }

    private static boolean isHalf(int sign) {
        return Character.getType(sign) == Character.SURROGATE;
    }

    private static boolean turns(int sign) {
        return (sign >= 0x202A && sign <= 0x202E) || (sign >= 0x2066 && sign <= 0x2069);
    }
}
