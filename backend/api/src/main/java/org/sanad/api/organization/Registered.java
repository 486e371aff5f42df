package org.sanad.api.organization;

import java.util.UUID;

/** What became of a body that was entered. */
public record Registered(UUID id, String slug, Verdict verdict) {

    /** Whether it was new, known with other facts, or known just so. */
    public enum Verdict {
        CREATED,
        CHANGED,
        UNCHANGED
    }
}
