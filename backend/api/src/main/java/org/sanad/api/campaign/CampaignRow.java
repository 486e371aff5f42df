package org.sanad.api.campaign;

import static org.sanad.api.platform.db.Columns.many;
import static org.sanad.api.platform.db.Columns.one;
import static org.sanad.api.platform.db.Columns.required;
import static org.sanad.api.platform.db.Columns.strings;
import static org.sanad.api.platform.db.Columns.text;
import static org.sanad.api.platform.db.Columns.textOrNull;

import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;
import org.sanad.api.organization.Jurisdiction;
import org.sanad.api.organization.Sector;
import org.sanad.api.platform.money.Money;

/** Reads a campaign and how it stands. */
final class CampaignRow {

    private static final String FACTS = """
            c.id, c.slug, c.organization_id, c.jurisdiction, c.purpose, c.initiative_id, c.title, c.summary, c.status, c.sector,
            c.sdgs, c.areas, c.currency, c.goal, c.stops_at_goal, c.starts_on, c.ends_on, c.image_id, c.intentions,
            c.religious_authority, c.minimum_gift, c.maximum_gift, c.impacts, c.presets, c.fee_percent, c.refund_policy,
            c.published_at, c.created_at, c.is_demo, c.version, coalesce(t.raised, 0) as raised, coalesce(t.progress, 0) as progress,
            coalesce(t.donation_count, 0) as donation_count, coalesce(t.donor_count, 0) as donor_count,
            """;

    /** All columns; a draft has no totals, hence an outer join. */
    static final String WHOLE = FACTS + "c.story";

    /** All but the story, for lists that don't show it: it is the one long text. */
    static final String WITHOUT_STORY = FACTS + "'{\"en\": \"\", \"origin\": \"en\"}'::jsonb as story";

    static final String TABLES = " campaigns c left join campaign_totals t on t.campaign_id = c.id ";

    private CampaignRow() {}

    static Campaign read(Readable row) {
        var currency = required(row, "currency", String.class);
        var maximum = row.get("maximum_gift", Long.class);
        return new Campaign(
                required(row, "id", UUID.class),
                required(row, "slug", String.class),
                required(row, "organization_id", UUID.class),
                one(row, "jurisdiction", Jurisdiction.class),
                one(row, "purpose", CampaignPurpose.class),
                row.get("initiative_id", UUID.class),
                text(row, "title"),
                text(row, "summary"),
                text(row, "story"),
                one(row, "status", CampaignStatus.class),
                one(row, "sector", Sector.class),
                Arrays.asList(required(row, "sdgs", Integer[].class)),
                strings(row, "areas"),
                money(row, "goal", currency),
                required(row, "stops_at_goal", Boolean.class),
                money(row, "raised", currency),
                required(row, "progress", Integer.class),
                required(row, "donation_count", Integer.class),
                required(row, "donor_count", Integer.class),
                required(row, "starts_on", LocalDate.class),
                row.get("ends_on", LocalDate.class),
                row.get("image_id", UUID.class),
                many(row, "intentions", Intention.class),
                textOrNull(row, "religious_authority"),
                money(row, "minimum_gift", currency),
                maximum == null ? null : new Money(maximum, currency),
                StoredImpacts.read(required(row, "impacts", String.class), currency),
                Arrays.stream(required(row, "presets", Long[].class))
                        .map(minor -> new Money(minor, currency))
                        .toList(),
                required(row, "fee_percent", BigDecimal.class),
                text(row, "refund_policy"),
                row.get("published_at", Instant.class),
                required(row, "created_at", Instant.class),
                required(row, "is_demo", Boolean.class),
                required(row, "version", Integer.class));
    }

    private static Money money(Readable row, String column, String currency) {
        return new Money(required(row, column, Long.class), currency);
    }
}
