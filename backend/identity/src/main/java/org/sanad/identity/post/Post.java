package org.sanad.identity.post;

import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sanad.identity.SqlTime;
import org.sanad.identity.crypto.Secrets;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes mails and SMS in the reader's language and puts them into the outbox, in the transaction of what they tell. */
@Component
public class Post {

    private final JdbcClient sql;
    private final MessageSource texts;
    private final Clock clock;

    Post(JdbcClient sql, MessageSource texts, Clock clock) {
        this.sql = sql;
        this.texts = texts;
        this.clock = clock;
    }

    /** Writes the mail that the catalog has under {@code mail.<letter>}. */
    public void mail(String locale, String to, String letter, Object... values) {
        var language = Locale.forLanguageTag(locale);
        put(
                "mail",
                to,
                locale,
                texts.getMessage("mail." + letter + ".subject", values, language),
                texts.getMessage("mail." + letter + ".body", values, language) + "\n\n"
                        + texts.getMessage("mail.signature", null, language));
    }

    /** Writes the SMS that the catalog has under {@code sms.<letter>}. */
    public void sms(String locale, String to, String letter, Object... values) {
        put("sms", to, locale, null, texts.getMessage("sms." + letter, values, Locale.forLanguageTag(locale)));
    }

    private void put(String channel, String to, String locale, @Nullable String subject, String body) {
        var now = SqlTime.of(clock.instant());
        sql.sql("""
                        insert into outbox_messages (id, channel, recipient, locale, subject, body, created_at, next_attempt_at)
                        values (:id, :channel, :recipient, :locale, :subject, :body, :now, :now)""")
                .param("id", Secrets.id(clock.millis()))
                .param("channel", channel)
                .param("recipient", to)
                .param("locale", locale)
                .param("subject", subject)
                .param("body", body)
                .param("now", now)
                .update();
    }
}
