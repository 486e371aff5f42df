package org.sanad.api.organization;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program that is to act for an organization.
 *
 * @param issuer whose tokens it comes with; null is the issuer at which people sign in
 * @param name what members are to read in their list; null shows the client id alone
 */
public record AddProgram(
        String clientId, @Nullable URI issuer, @Nullable String name, List<OrganizationRole> roles) {}
