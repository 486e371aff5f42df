package org.sanad.api.platform.security;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What a domain keeps of people. Each that keeps something has one, so that whoever leaves is forgotten everywhere. */
public interface PersonalRecords {

    /**
     * Erases what is kept of a person who deleted their account, in the transaction that is open, as the system. Empty when done; an error leaves
     * everything as it was, and it is tried again. Once more changes nothing.
     */
    Mono<Void> forget(Departed person);

    /**
     * Who left.
     *
     * @param email what they were last known by here, confirmed by the issuer
     */
    record Departed(UUID actor, @Nullable String email) {}
}
