package org.sanad.api.platform.text;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A text that its author wrote in one or more languages.
 *
 * @param texts by language; at least one
 * @param origin the language that it was first written in
 */
public record LocalizedText(Map<Locale, String> texts, Locale origin) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, String>> STRINGS = new TypeReference<>() {};

    public LocalizedText {
        if (!texts.containsKey(origin)) {
            throw new IllegalArgumentException("a text lacks its language of origin");
        }
        texts = Map.copyOf(texts);
    }

    /** Makes a text of one language. */
    public static LocalizedText of(Locale locale, String text) {
        return new LocalizedText(Map.of(locale, text), locale);
    }

    /** Which language answers for the asked one: itself, its neighbours, English, the origin. */
    public Locale resolve(Locale asked) {
        for (var candidate : asked.fallbacks()) {
            if (texts.containsKey(candidate)) {
                return candidate;
            }
        }
        return origin;
    }

    /** The text in the asked language, or in the nearest. */
    public String text(Locale asked) {
        return Objects.requireNonNull(texts.get(resolve(asked)));
    }

    /** Reads the stored form. Null stays null. */
    public static @Nullable LocalizedText ofNullableJson(@Nullable String json) {
        return json == null ? null : ofJson(json);
    }

    /** Reads the stored form, {@code {"ar": …, "origin": "ar"}}. */
    public static LocalizedText ofJson(String json) {
        var stored = JSON.readValue(json, STRINGS);
        var texts = new EnumMap<Locale, String>(Locale.class);
        for (var locale : Locale.values()) {
            var text = stored.get(locale.tag());
            if (text != null) {
                texts.put(locale, text);
            }
        }
        var origin = Objects.requireNonNull(stored.get("origin"), "a stored text lacks its origin");
        return new LocalizedText(texts, Locale.valueOf(origin.toUpperCase(java.util.Locale.ROOT)));
    }

    /** Writes the stored form; bind it as {@code $n::jsonb}. */
    public String json() {
        var stored = new java.util.TreeMap<String, String>();
        texts.forEach((locale, text) -> stored.put(locale.tag(), text));
        stored.put("origin", origin.tag());
        return JSON.writeValueAsString(stored);
    }
}
