package org.sanad.api.platform.mail;

import org.sanad.api.platform.text.Locale;
import reactor.core.publisher.Mono;

/** Takes letters for delivery, in the transaction that is open: what is rolled back is never sent. */
public interface Post {

    /** Hands a mail over. An error means that it was not taken, and nothing else was done either. */
    Mono<Void> mail(String to, Locale locale, String subject, String body);

    /** Hands a short message over to a number in E.164, as {@link #mail}. */
    Mono<Void> sms(String to, Locale locale, String body);
}
