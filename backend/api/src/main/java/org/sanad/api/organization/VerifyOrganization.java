package org.sanad.api.organization;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.text.LocalizedTextInput;

/** A registrar's decision on a body, with what was checked. */
public record VerifyOrganization(
        UUID organization,
        VerificationState state,
        @Nullable LocalizedTextInput note) {

    /** Tells whether the public has to read why: it trusts the body by this decision, or no longer does. */
    boolean needsNote() {
        return state == VerificationState.VERIFIED || state == VerificationState.REVOKED;
    }
}
