package org.sanad.api.platform.text;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A text that its author wrote in one or more languages. Its stored form is read when it is first asked for: lists carry texts that nobody shows. */
public final class LocalizedText {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, String>> STRINGS = new TypeReference<>() {};

    private record Content(Map<Locale, String> texts, Locale origin) {}

    private final @Nullable String stored;
    private @Nullable Content content;

    /**
     * Makes a text.
     *
     * @param texts by language; at least one
     * @param origin the language that it was first written in
     */
    @JsonCreator
    public LocalizedText(@JsonProperty("texts") Map<Locale, String> texts, @JsonProperty("origin") Locale origin) {
        if (!texts.containsKey(origin)) {
            throw new IllegalArgumentException("a text lacks its language of origin");
        }
        this.stored = null;
        this.content = new Content(Map.copyOf(texts), origin);
    }

    private LocalizedText(String stored) {
        this.stored = stored;
    }

    // read twice at worst, by two threads, to the same
    private Content content() {
        var known = content;
        if (known == null) {
            known = read(Objects.requireNonNull(stored));
            content = known;
        }
        return known;
    }

    /** By language; at least one. */
    @JsonProperty("texts")
    public Map<Locale, String> texts() {
        return content().texts();
    }

    /** The language that it was first written in. */
    @JsonProperty("origin")
    public Locale origin() {
        return content().origin();
    }

    /** Makes a text of one language. */
    public static LocalizedText of(Locale locale, String text) {
        return new LocalizedText(Map.of(locale, text), locale);
    }

    /** Which language answers for the asked one: itself, its neighbours, English, the origin. */
    public Locale resolve(Locale asked) {
        for (var candidate : asked.fallbacks()) {
            if (texts().containsKey(candidate)) {
                return candidate;
            }
        }
        return origin();
    }

    /** The text in the asked language, or in the nearest. */
    public String text(Locale asked) {
        return Objects.requireNonNull(texts().get(resolve(asked)));
    }

    /** Reads the stored form. Null stays null. */
    public static @Nullable LocalizedText ofNullableJson(@Nullable String json) {
        return json == null ? null : ofJson(json);
    }

    /** Takes the stored form, {@code {"ar": …, "origin": "ar"}}. */
    public static LocalizedText ofJson(String json) {
        return new LocalizedText(json);
    }

    private static Content read(String json) {
        var stored = JSON.readValue(json, STRINGS);
        var texts = new EnumMap<Locale, String>(Locale.class);
        for (var locale : Locale.values()) {
            var text = stored.get(locale.tag());
            if (text != null) {
                texts.put(locale, text);
            }
        }
        var origin = Locale.valueOf(Objects.requireNonNull(stored.get("origin"), "a stored text lacks its origin")
                .toUpperCase(java.util.Locale.ROOT));
        if (!texts.containsKey(origin)) {
            throw new IllegalArgumentException("a stored text lacks its language of origin");
        }
        return new Content(Map.copyOf(texts), origin);
    }

    /** Writes the stored form; bind it as {@code $n::jsonb}. */
    public String json() {
        var written = new java.util.TreeMap<String, String>();
        texts().forEach((locale, text) -> written.put(locale.tag(), text));
        written.put("origin", origin().tag());
        return JSON.writeValueAsString(written);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LocalizedText text && content().equals(text.content());
    }

    @Override
    public int hashCode() {
        return content().hashCode();
    }

    @Override
    public String toString() {
        return json();
    }
}
