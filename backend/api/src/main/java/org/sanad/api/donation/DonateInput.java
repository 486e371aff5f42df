package org.sanad.api.donation;

import org.jspecify.annotations.Nullable;
import org.sanad.api.campaign.Intention;
import org.sanad.api.platform.money.MoneyInput;
import org.sanad.api.platform.text.Locale;
import org.sanad.api.platform.text.PlainText;

/** A gift as a client asks for it; nothing of it is checked yet. */
public record DonateInput(
        String campaignId,
        MoneyInput amount,
        Intention intention,
        String idempotencyKey,
        boolean publishName,
        @Nullable String displayName,
        @Nullable String donorName,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String dedication,
        Locale locale) {

    /** The same without what a form leaves over: blank fields are missing ones, and spaces around texts are none of the donor's. */
    DonateInput tidied() {
        return new DonateInput(
                campaignId,
                amount,
                intention,
                idempotencyKey,
                publishName,
                tidy(displayName),
                tidy(donorName),
                tidy(email),
                tidy(phone),
                PlainText.prose(dedication),
                locale);
    }

    static @Nullable String tidy(@Nullable String text) {
        return PlainText.line(text);
    }
}
