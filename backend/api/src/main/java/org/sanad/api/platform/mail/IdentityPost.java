package org.sanad.api.platform.mail;

import org.sanad.api.platform.db.Database;
import org.sanad.api.platform.db.Null;
import org.sanad.api.platform.text.Locale;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Puts letters into identity's outbox, from which its transport takes them. This side may put in, and can't read. */
@Component
class IdentityPost implements Post {

    private static final String PUT =
            "insert into identity.outbox_messages (channel, recipient, locale, subject, body) values ($1, $2, $3, $4, $5)";

    private final Database database;

    IdentityPost(Database database) {
        this.database = database;
    }

    @Override
    public Mono<Void> mail(String to, Locale locale, String subject, String body) {
        return database.change(PUT, "mail", to, locale.tag(), subject, body).then();
    }

    @Override
    public Mono<Void> sms(String to, Locale locale, String body) {
        return database.change(PUT, "sms", to, locale.tag(), Null.or(null, String.class), body)
                .then();
    }
}
