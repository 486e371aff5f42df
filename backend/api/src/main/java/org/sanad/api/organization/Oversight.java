package org.sanad.api.organization;

import org.jspecify.annotations.Nullable;

/**
 * A role across the platform and where it holds.
 *
 * @param jurisdiction null for all
 */
public record Oversight(PlatformRole role, @Nullable Jurisdiction jurisdiction) {

    /** Tells whether the role holds in a country. */
    boolean covers(Jurisdiction country) {
        return jurisdiction == null || jurisdiction == country;
    }
}
