package org.sanad.api.platform.text;

import java.util.EnumMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A text as a client sends it. */
public record LocalizedTextInput(
        @Nullable String ar, @Nullable String fa, @Nullable String en) {

    /** Makes a text of what was filled in; {@code origin} is the language of origin where it is among them. Empty when nothing was. */
    public Optional<LocalizedText> toText(@Nullable Locale origin) {
        var texts = new EnumMap<Locale, String>(Locale.class);
        put(texts, Locale.AR, ar);
        put(texts, Locale.FA, fa);
        put(texts, Locale.EN, en);
        if (texts.isEmpty()) {
            return Optional.empty();
        }
        var first = origin != null && texts.containsKey(origin)
                ? origin
                : texts.keySet().iterator().next();
        return Optional.of(new LocalizedText(texts, first));
    }

    private static void put(EnumMap<Locale, String> texts, Locale locale, @Nullable String text) {
        var tidied = PlainText.prose(text);
        if (tidied != null) {
            texts.put(locale, tidied);
        }
    }
}
