package org.sanad.api.organization;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.graphql.Entity;

/**
 * A person's or a program's part in an organization, or an invitation to it.
 *
 * @param program the client id, of a program; null for a person
 */
public record Membership(
        UUID id,
        UUID organizationId,
        @Nullable String name,
        @Nullable String email,
        List<OrganizationRole> roles,
        State state,
        @Nullable String program,
        Instant createdAt)
        implements Entity {

    /** Whether it is a program's, and not a person's. */
    public boolean isProgram() {
        return program != null;
    }

    /** From invitation to end. */
    public enum State {
        INVITED,
        ACTIVE,
        ENDED
    }
}
