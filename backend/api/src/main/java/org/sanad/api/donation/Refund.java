package org.sanad.api.donation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The paying back of a whole gift. */
public record Refund(
        RefundState state,
        RefundReason reason,
        Instant requestedAt,
        @Nullable Instant completedAt) {}
