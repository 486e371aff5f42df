package org.sanad.api.platform.security;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** Somebody who came with a session's cookie. */
final class ActorAuthentication extends AbstractAuthenticationToken {

    private final transient Actor actor;
    private final String sessionId;
    private final boolean csrfShown;

    /**
     * Makes one.
     *
     * @param csrfShown whether the request proved, by a header that another site can't send, that it comes from our own pages
     */
    ActorAuthentication(Actor actor, String sessionId, boolean csrfShown) {
        super(List.of());
        this.actor = actor;
        this.sessionId = sessionId;
        this.csrfShown = csrfShown;
        setAuthenticated(true);
    }

    Actor actor() {
        return actor;
    }

    String sessionId() {
        return sessionId;
    }

    boolean csrfShown() {
        return csrfShown;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return actor;
    }

    /** The actor's id: what is logged must not name a person. */
    @Override
    public String getName() {
        return actor.id().toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ActorAuthentication same
                && same.actor.equals(actor)
                && same.sessionId.equals(sessionId)
                && same.csrfShown == csrfShown;
    }

    @Override
    public int hashCode() {
        return actor.hashCode();
    }
}
