package org.sanad.api.platform.security;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.session.Session;

/** A signed-in browser's session. Its attributes are texts, and are sealed where they are kept. */
final class BrowserSession implements Session {

    static final String ISSUER = "issuer";
    static final String SUBJECT = "subject";
    static final String NAME = "name";
    static final String EMAIL = "email";
    static final String TWO_FACTORS = "factors";
    static final String ACCESS_TOKEN = "access";
    static final String REFRESH_TOKEN = "refresh";
    static final String ID_TOKEN = "id";

    /** Ends after so long without a visit; the issuer's refresh token may end it earlier. */
    static final Duration IDLE = Duration.ofDays(14);

    private String id;
    private final Map<String, String> attributes;
    private final Instant createdAt;
    private Instant seenAt;
    private Instant freshUntil;
    private Duration idle = IDLE;

    BrowserSession(String id, Map<String, String> attributes, Instant createdAt, Instant seenAt, Instant freshUntil) {
        this.id = id;
        this.attributes = new HashMap<>(attributes);
        this.createdAt = createdAt;
        this.seenAt = seenAt;
        this.freshUntil = freshUntil;
    }

    /** Who it belongs to. */
    Actor actor() {
        var actor = Actor.of(
                Objects.requireNonNull(attributes.get(ISSUER)),
                Objects.requireNonNull(attributes.get(SUBJECT)),
                false,
                Set.of(),
                attributes.get(NAME),
                attributes.get(EMAIL));
        return attributes.containsKey(TWO_FACTORS) ? actor.withTwoFactors() : actor;
    }

    /** Until when the issuer's word about the person holds. */
    Instant freshUntil() {
        return freshUntil;
    }

    void freshUntil(Instant instant) {
        freshUntil = instant;
    }

    Map<String, String> attributes() {
        return Map.copyOf(attributes);
    }

    void set(String name, @Nullable String value) {
        if (value == null) {
            attributes.remove(name);
        } else {
            attributes.put(name, value);
        }
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public String changeSessionId() {
        id = Sessions.newId();
        return id;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
    }) // the interface lets the caller choose; all attributes are texts
    public <T> @Nullable T getAttribute(String name) {
        return (T) attributes.get(name);
    }

    @Override
    public Set<String> getAttributeNames() {
        return Set.copyOf(attributes.keySet());
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        set(name, (String) value);
    }

    @Override
    public void removeAttribute(String name) {
        attributes.remove(name);
    }

    @Override
    public Instant getCreationTime() {
        return createdAt;
    }

    @Override
    public void setLastAccessedTime(Instant instant) {
        seenAt = instant;
    }

    @Override
    public Instant getLastAccessedTime() {
        return seenAt;
    }

    @Override
    public void setMaxInactiveInterval(Duration interval) {
        idle = interval;
    }

    @Override
    public Duration getMaxInactiveInterval() {
        return idle;
    }

    @Override
    public boolean isExpired() {
        return Instant.now().isAfter(seenAt.plus(idle));
    }
}
