package org.sanad.api.reporting;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.sanad.api.platform.text.Locale;
import org.sanad.api.platform.text.LocalizedText;
import org.sanad.api.reporting.IatiActivity.Narrative;

/** Makes texts of what an activity tells in words. */
final class IatiTexts {

    private IatiTexts() {}

    /** The first text in each language that Sanad speaks. Empty where there is none at all. */
    static Optional<LocalizedText> first(List<Narrative> narratives, int longest) {
        return text(narratives, longest, (first, other) -> first);
    }

    /** All texts of each language that Sanad speaks, as paragraphs. Empty where there is none at all. */
    static Optional<LocalizedText> joined(List<Narrative> narratives, int longest) {
        return text(narratives, longest, (before, text) -> before + "\n\n" + text);
    }

    /** By the languages that Sanad speaks; one in another language is taken for English rather than lost. */
    private static Optional<LocalizedText> text(List<Narrative> narratives, int longest, BinaryOperator<String> both) {
        Map<Locale, String> texts = new EnumMap<>(Locale.class);
        Locale origin = null;
        for (Narrative narrative : narratives) {
            Optional<Locale> locale = spoken(narrative.language());
            if (locale.isPresent()) {
                origin = origin == null ? locale.get() : origin;
                texts.merge(locale.get(), narrative.text(), both);
            }
        }
        if (origin == null && !narratives.isEmpty()) {
            origin = Locale.EN;
            texts.put(Locale.EN, narratives.getFirst().text());
        }
        if (origin == null) {
            return Optional.empty();
        }
        texts.replaceAll((locale, text) -> cut(text, longest));
        return Optional.of(new LocalizedText(texts, origin));
    }

    /** The first line in each language. */
    static LocalizedText opening(LocalizedText story, int longest) {
        Map<Locale, String> texts = new EnumMap<>(Locale.class);
        story.texts().forEach((locale, text) -> texts.put(locale, cut(text.split("\\R", 2)[0], longest)));
        return new LocalizedText(texts, story.origin());
    }

    private static Optional<Locale> spoken(String language) {
        return Stream.of(Locale.values())
                .filter(locale -> language.equals(locale.tag()) || language.startsWith(locale.tag() + "-"))
                .findFirst();
    }

    /** Cuts a text that is too long, between words where that loses little. */
    static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = text.lastIndexOf(' ', longest - 1);
        String kept = text.substring(0, end > longest / 2 ? end : longest - 1);
        return (Character.isHighSurrogate(kept.charAt(kept.length() - 1)) ? kept.substring(0, kept.length() - 1) : kept)
                + "…";
    }
}
