package org.sanad.api.organization;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.text.LocalizedTextInput;

/** A registrar's decision on a body, with what was checked. */
public record VerifyOrganization(
        UUID organization,
        VerificationState state,
        @Nullable LocalizedTextInput note) {}
