package org.sanad.api.support;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.mail.Post;
import org.sanad.api.platform.text.Locale;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Primary;
import reactor.core.publisher.Mono;

/** Keeps the letters that the API would send: identity's outbox is not part of these tests. */
@TestComponent
@Primary
public class Letterbox implements Post {

    private final List<Letter> letters = new CopyOnWriteArrayList<>();

    /** A letter; an SMS has no subject. */
    public record Letter(String to, @Nullable String subject, String body) {}

    /** What was sent to an address or number, oldest first. */
    public List<Letter> to(String address) {
        return letters.stream().filter(letter -> letter.to().equals(address)).toList();
    }

    @Override
    public Mono<Void> mail(String to, Locale locale, String subject, String body) {
        return Mono.fromRunnable(() -> letters.add(new Letter(to, subject, body)));
    }

    @Override
    public Mono<Void> sms(String to, Locale locale, String body) {
        return Mono.fromRunnable(() -> letters.add(new Letter(to, null, body)));
    }
}
