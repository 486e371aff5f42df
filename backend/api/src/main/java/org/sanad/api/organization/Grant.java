package org.sanad.api.organization;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives a person of an issuer roles, without an invitation: for the system itself. */
public record Grant(
        String issuer,
        String subject,
        @Nullable String name,
        @Nullable String email,
        List<OrganizationRole> roles) {}
