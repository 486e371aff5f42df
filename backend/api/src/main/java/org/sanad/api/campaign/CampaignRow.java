package org.sanad.api.campaign;

import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;
import org.sanad.api.organization.Jurisdiction;
import org.sanad.api.organization.Sector;
import org.sanad.api.platform.db.Cells;
import org.sanad.api.platform.db.Columns;
import org.sanad.api.platform.money.Money;

/** Reads a campaign and how it stands. */
final class CampaignRow {

    /** The columns that a card in a list shows. */
    static final String CARD = """
            c.id, c.slug, c.organization_id, c.jurisdiction, c.title, c.summary, c.status, c.sector, c.currency, c.goal, c.stops_at_goal,
            coalesce(t.raised, 0) as raised, coalesce(t.progress, 0) as progress, coalesce(t.donation_count, 0) as donation_count,
            coalesce(t.donor_count, 0) as donor_count, c.starts_on, c.ends_on, c.image_id""";

    /** All columns; a draft has no totals, hence an outer join. */
    static final String WHOLE =
            CARD + """
            , c.purpose, c.initiative_id, c.story, c.sdgs, c.areas, c.intentions, c.religious_authority, c.minimum_gift, c.maximum_gift,
            c.impacts, c.presets, c.fee_percent, c.refund_policy,
            """ + Columns.micros("c.published_at") + " as published_at, " + Columns.micros("c.created_at")
                    + " as created_at, c.is_demo, c.version";

    static final String TABLES = " campaigns c left join campaign_totals t on t.campaign_id = c.id ";

    private CampaignRow() {}

    static String columns(boolean whole) {
        return whole ? WHOLE : CARD;
    }

    /** Reads the columns of {@link #WHOLE}, which come first in the row. */
    static Campaign whole(Readable row) {
        return read(row, true);
    }

    /** Reads the columns of {@link #columns}, which come first in the row. */
    static Campaign read(Readable row, boolean whole) {
        var cells = new Cells(row);
        var id = cells.required(UUID.class);
        var slug = cells.required(String.class);
        var organization = cells.required(UUID.class);
        var jurisdiction = cells.one(Jurisdiction.class);
        var title = cells.text();
        var summary = cells.text();
        var status = cells.one(CampaignStatus.class);
        var sector = cells.one(Sector.class);
        var currency = cells.required(String.class);
        var goal = new Money(cells.required(Long.class), currency);
        var stopsAtGoal = cells.required(Boolean.class);
        var raised = new Money(cells.required(Long.class), currency);
        var progress = cells.required(Integer.class);
        var donations = cells.required(Integer.class);
        var donors = cells.required(Integer.class);
        var startsOn = cells.required(LocalDate.class);
        var endsOn = cells.orNull(LocalDate.class);
        var image = cells.orNull(UUID.class);
        return new Campaign(
                id,
                slug,
                organization,
                jurisdiction,
                title,
                summary,
                status,
                sector,
                goal,
                stopsAtGoal,
                raised,
                progress,
                donations,
                donors,
                startsOn,
                endsOn,
                image,
                whole ? details(cells, currency) : null);
    }

    private static Campaign.Details details(Cells cells, String currency) {
        var purpose = cells.one(CampaignPurpose.class);
        var initiative = cells.orNull(UUID.class);
        var story = cells.text();
        var sdgs = Arrays.asList(cells.required(Integer[].class));
        var areas = Arrays.asList(cells.required(String[].class));
        var intentions = cells.many(Intention.class);
        var authority = cells.textOrNull();
        var minimum = new Money(cells.required(Long.class), currency);
        var maximum = cells.orNull(Long.class);
        var impacts = StoredImpacts.read(cells.required(String.class), currency);
        var presets = Arrays.stream(cells.required(Long[].class))
                .map(minor -> new Money(minor, currency))
                .toList();
        var fee = cells.required(BigDecimal.class);
        var refunds = cells.text();
        var publishedAt = cells.instantOrNull();
        var createdAt = cells.instant();
        var demo = cells.required(Boolean.class);
        var version = cells.required(Integer.class);
        return new Campaign.Details(
                purpose,
                initiative,
                story,
                sdgs,
                areas,
                intentions,
                authority,
                minimum,
                maximum == null ? null : new Money(maximum, currency),
                impacts,
                presets,
                fee,
                refunds,
                publishedAt,
                createdAt,
                demo,
                version);
    }
}
