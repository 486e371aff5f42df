package org.sanad.api.organization;

/** Roles across the platform, beyond any one organization. */
public enum PlatformRole {
    OPERATOR,
    REGISTRAR,
    SUPERVISOR,
    MODERATOR
}
