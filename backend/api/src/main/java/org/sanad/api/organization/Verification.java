package org.sanad.api.organization;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.text.LocalizedText;

/**
 * Whether somebody checked a body, and what they saw.
 *
 * @param decidedBy the oversight body; null while none decided
 */
public record Verification(
        VerificationState state,
        @Nullable UUID decidedBy,
        @Nullable Instant at,
        @Nullable LocalizedText note) {}
