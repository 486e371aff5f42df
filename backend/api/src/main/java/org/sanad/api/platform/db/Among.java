package org.sanad.api.platform.db;

import java.util.Set;
import java.util.UUID;

/**
 * Looks rows up by their ids. One id is compared as one: PostgreSQL keeps a plan for that, while it makes a new one for every list of one, which
 * costs five times what finding the row does.
 *
 * @param condition what stands behind the column, with {@code $1}
 * @param value the value for {@code $1}
 */
public record Among(String condition, Object value) {

    public static Among of(Set<UUID> ids) {
        return ids.size() == 1
                ? new Among(" = $1", ids.iterator().next())
                : new Among(" = any($1)", ids.toArray(UUID[]::new));
    }
}
