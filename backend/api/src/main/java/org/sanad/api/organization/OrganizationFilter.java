package org.sanad.api.organization;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which bodies the directory shows; what is null or empty narrows nothing. */
public record OrganizationFilter(
        @Nullable String query,
        @Nullable List<OrganizationKind> kinds,
        @Nullable List<Sector> sectors,
        @Nullable List<String> areas,
        @Nullable List<Jurisdiction> jurisdictions,
        @Nullable List<VerificationState> verification) {

    /** Lets everything through. */
    public static final OrganizationFilter NONE = new OrganizationFilter(null, null, null, null, null, null);
}
