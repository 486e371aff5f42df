package org.sanad.api.platform.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * The person or partner behind a request. A guest has none.
 *
 * @param id derived from issuer and subject, so that no request has to look it up
 * @param subject what the issuer calls them
 * @param partner true for a program that came with client credentials
 * @param scopes what a partner's token allows; empty for a person, whose rights follow from roles
 * @param email set only where the issuer verified it
 * @param twoFactors whether roles count: a person gave a second factor when signing in; always true for a program, which proves itself by a key
 */
public record Actor(
        UUID id,
        String issuer,
        String subject,
        boolean partner,
        Set<String> scopes,
        @Nullable String name,
        @Nullable String email,
        boolean twoFactors) {

    /** The key under which the Reactor context carries the actor. */
    public static final Class<Actor> KEY = Actor.class;

    /** Names somebody; of a person nothing is known yet but one factor. */
    public static Actor of(
            String issuer,
            String subject,
            boolean partner,
            Set<String> scopes,
            @Nullable String name,
            @Nullable String email) {
        return new Actor(idOf(issuer, subject), issuer, subject, partner, Set.copyOf(scopes), name, email, partner);
    }

    /** The same person, who gave a second factor too. */
    public Actor withTwoFactors() {
        return new Actor(id, issuer, subject, partner, scopes, name, email, true);
    }

    /** The actor of the present chain; empty for a guest. */
    public static Mono<Actor> current() {
        return Mono.deferContextual(context -> Mono.justOrEmpty(in(context)));
    }

    /** The actor that a context carries, for what answers differently to different actors. */
    public static Optional<Actor> in(ContextView context) {
        Everybody.wonder(context);
        return carried(context);
    }

    /** The actor that a context carries, for the ways through that merely hand it on: the door to SQL, and the log. */
    public static Optional<Actor> carried(ContextView context) {
        return context.getOrEmpty(KEY);
    }

    /** Derives an id by RFC 9562, version 5, in the URL name space: the same person has the same id on every node. */
    public static UUID idOf(String issuer, String subject) {
        var space = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");
        try {
            var sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(ByteBuffer.allocate(16)
                    .putLong(space.getMostSignificantBits())
                    .putLong(space.getLeastSignificantBits())
                    .flip());
            sha1.update((issuer + "#" + subject).getBytes(StandardCharsets.UTF_8));
            var digest = ByteBuffer.wrap(sha1.digest());
            long high = (digest.getLong() & 0xFFFFFFFFFFFF0FFFL) | 0x5000L;
            long low = (digest.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
