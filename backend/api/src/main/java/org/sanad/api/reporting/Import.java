package org.sanad.api.reporting;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.graphql.Entity;

/**
 * A file on its way in.
 *
 * @param progress percent of the present step
 * @param counts what it does or did, by kind and verdict; empty while it is read
 * @param refusal why the whole file was refused; null otherwise
 */
public record Import(
        UUID id,
        String fileName,
        ImportState state,
        int progress,
        Instant createdAt,
        List<ImportCount> counts,
        @Nullable ImportRefusal refusal)
        implements Entity {

    /** Whether nothing more will happen to it. */
    public boolean isOver() {
        return state == ImportState.DONE || state == ImportState.REFUSED;
    }
}
