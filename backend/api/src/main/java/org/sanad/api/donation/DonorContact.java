package org.sanad.api.donation;

import org.jspecify.annotations.Nullable;

/** What a donor left of themselves; any of it may be missing. */
public record DonorContact(
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone) {}
