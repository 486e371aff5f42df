package org.sanad.api.campaign;

import java.util.UUID;

/** What became of a campaign that was entered. */
public record Recorded(UUID id, String slug, Verdict verdict) {

    /** Whether it was new, known with other facts, or known just so. */
    public enum Verdict {
        CREATED,
        CHANGED,
        UNCHANGED
    }
}
