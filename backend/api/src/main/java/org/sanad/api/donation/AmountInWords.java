package org.sanad.api.donation;

import java.math.BigDecimal;
import java.util.ArrayList;
import org.sanad.api.platform.money.Currencies;
import org.sanad.api.platform.money.Money;
import org.sanad.api.platform.text.Locale;
import org.springframework.stereotype.Component;

/** Writes sums in words, as a receipt does; each language has a {@link Speller} of its own. */
@Component
final class AmountInWords {

    private static final Speller ARABIC = new ArabicWords();
    private static final Speller PERSIAN = new PersianWords();
    private static final Speller ENGLISH = new EnglishWords();

    private final Currencies currencies;

    AmountInWords(Currencies currencies) {
        this.currencies = currencies;
    }

    /** The sum in words, without a formula around it. */
    String of(Money money, Locale locale) {
        var currency = currencies.get(money.currency());
        var speller = switch (locale) {
            case AR -> ARABIC;
            case FA -> PERSIAN;
            case EN -> ENGLISH;
        };
        long unit = BigDecimal.TEN.pow(currency.decimals()).longValue();
        long whole = money.minor() / unit;
        long part = money.minor() % unit;
        var said = new ArrayList<String>();
        if (whole > 0 || part == 0) {
            said.add(speller.whole(whole, currency));
        }
        if (part > 0) {
            said.add(speller.part(part, currency));
        }
        return String.join(speller.and(), said);
    }
}
