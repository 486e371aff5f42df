package org.sanad.api.platform.outbox;

import java.util.UUID;
import org.sanad.api.platform.db.Database;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Writes news in the transaction that makes it true. A statement of a domain may as well write its row itself, in a common table expression. */
public final class Outbox {

    private static final JsonMapper JSON = JsonMapper.shared();

    private Outbox() {}

    /** Appends a piece of news. {@code topic} reads {@code campaign.published}; {@code payload} is a record or map without personal data. */
    public static Mono<Void> append(Database database, String topic, UUID aggregate, Object payload) {
        return database.change(
                        "insert into outbox (topic, aggregate_id, payload) values ($1, $2, $3::jsonb)",
                        topic,
                        aggregate,
                        JSON.writeValueAsString(payload))
                .then();
    }
}
