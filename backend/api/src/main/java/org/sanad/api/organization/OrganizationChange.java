package org.sanad.api.organization;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.graphql.Entity;

/** One change of a body's public record. */
public record OrganizationChange(
        UUID id, Instant at, Kind kind, @Nullable String field) implements Entity {

    /** What can change. */
    public enum Kind {
        JOINED,
        VERIFICATION_CHANGED,
        RECORD_CHANGED,
        MEMBERS_CHANGED,
        IMPORTED
    }
}
