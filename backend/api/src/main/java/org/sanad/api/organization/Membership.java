package org.sanad.api.organization;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.graphql.Entity;

/** A person's part in an organization, or an invitation to it. */
public record Membership(
        UUID id,
        UUID organizationId,
        @Nullable String name,
        @Nullable String email,
        List<OrganizationRole> roles,
        State state,
        Instant createdAt)
        implements Entity {

    /** From invitation to end. */
    public enum State {
        INVITED,
        ACTIVE,
        ENDED
    }
}
