package org.sanad.api.platform.text;

import java.util.List;

/** A language that Sanad speaks. */
public enum Locale {
    AR("ar"),
    FA("fa"),
    EN("en");

    private final String tag;

    Locale(String tag) {
        this.tag = tag;
    }

    /** The language tag, as in the keys of a stored text. */
    public String tag() {
        return tag;
    }

    /** The languages to try in order when this one is asked for; after them comes the language of origin. */
    public List<Locale> fallbacks() {
        return switch (this) {
            case AR -> List.of(AR, FA, EN);
            case FA -> List.of(FA, AR, EN);
            case EN -> List.of(EN);
        };
    }
}
