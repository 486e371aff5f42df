package org.sanad.api.organization;

/** States of verification. */
public enum VerificationState {
    UNVERIFIED,
    IN_REVIEW,
    VERIFIED,
    REVOKED
}
