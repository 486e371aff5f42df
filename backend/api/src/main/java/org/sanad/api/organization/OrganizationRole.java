package org.sanad.api.organization;

/** Roles in an organization. */
public enum OrganizationRole {
    /** Everything, members included. */
    ADMIN,
    CAMPAIGN_MANAGER,
    FINANCE,
    /** Sees, changes nothing. */
    VIEWER
}
