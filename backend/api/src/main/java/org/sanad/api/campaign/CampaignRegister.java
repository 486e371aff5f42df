package org.sanad.api.campaign;

import static org.sanad.api.platform.db.Columns.required;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.db.Database;
import org.sanad.api.platform.db.Entered;
import org.sanad.api.platform.db.Ids;
import org.sanad.api.platform.text.LocalizedText;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Enters campaigns as the system: a thousand in a few statements. */
@Repository
class CampaignRegister {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String FIELDS = """
            n int, id uuid, slug text, organization_id uuid, status text, purpose text, initiative_id uuid, title jsonb, summary jsonb,
            story jsonb, sector text, sdgs int[], areas text[], currency text, goal bigint, stops_at_goal boolean, starts_on date,
            ends_on date, image_id uuid, intentions text[], religious_authority jsonb, minimum_gift bigint, maximum_gift bigint,
            impacts jsonb, presets bigint[], fee_percent numeric, refund_policy jsonb, published_at timestamptz,
            created_at timestamptz, is_demo boolean, source_scheme text, source_value text
            """;

    private static final String KNOWN = """
            select a.n, c.id, c.slug
            from jsonb_to_recordset($1::jsonb) a (n int, slug text, source_scheme text, source_value text)
            join campaigns c on c.source_scheme = a.source_scheme and c.source_value = a.source_value
            union all
            select a.n, c.id, c.slug
            from jsonb_to_recordset($1::jsonb) a (n int, slug text, source_scheme text, source_value text)
            join campaigns c on c.slug = a.slug
            where a.source_scheme is null
            """;

    private static final String TAKEN = "select slug from campaigns where slug = any($1)";

    private static final String CREATE = """
            with created as (
              insert into campaigns (id, slug, organization_id, jurisdiction, status, purpose, initiative_id, title, summary, story,
                sector, sdgs, areas, currency, goal, stops_at_goal, starts_on, ends_on, image_id, intentions, religious_authority,
                minimum_gift, maximum_gift, impacts, presets, fee_percent, refund_policy, published_at, created_at, is_demo,
                source_scheme, source_value)
              select a.id, a.slug, a.organization_id, o.jurisdiction, a.status, a.purpose, a.initiative_id, a.title, a.summary,
                a.story, a.sector, a.sdgs, a.areas, a.currency, a.goal, a.stops_at_goal, a.starts_on, a.ends_on, a.image_id,
                a.intentions, a.religious_authority, a.minimum_gift, a.maximum_gift, a.impacts, a.presets, a.fee_percent,
                a.refund_policy, a.published_at, coalesce(a.created_at, a.published_at, now()), a.is_demo, a.source_scheme,
                a.source_value
              from jsonb_to_recordset($1::jsonb) a (""" + FIELDS + """
            )
              join organizations o on o.id = a.organization_id
              order by a.n
              returning id, slug, organization_id, status
            )
            insert into outbox (topic, aggregate_id, payload)
            select 'campaign.published', id, jsonb_build_object('slug', slug, 'organizationId', organization_id, 'status', status)
            from created where status <> 'DRAFT'
            """;

    private static final String CHANGE = """
            with asked as (
              select a.*, case when t.has_gifts then c.goal else a.goal end as new_goal,
                case when c.status = 'CLOSED' or a.status = 'DRAFT' then c.status else a.status end as new_status
              from jsonb_to_recordset($1::jsonb) a (""" + FIELDS + """
            )
              join campaigns c on c.id = a.id and c.currency = a.currency
              left join campaign_totals t on t.campaign_id = a.id
            ), changed as (
              update campaigns c
              set version = version + 1, status = a.new_status, published_at = coalesce(c.published_at, a.published_at),
                  purpose = a.purpose, initiative_id = a.initiative_id, title = a.title, summary = a.summary, story = a.story,
                  sector = a.sector, sdgs = a.sdgs, areas = a.areas, goal = a.new_goal, stops_at_goal = a.stops_at_goal,
                  starts_on = a.starts_on, ends_on = a.ends_on, image_id = coalesce(a.image_id, c.image_id), intentions = a.intentions,
                  religious_authority = a.religious_authority, minimum_gift = a.minimum_gift, maximum_gift = a.maximum_gift,
                  impacts = a.impacts, presets = a.presets, fee_percent = a.fee_percent, refund_policy = a.refund_policy
              from asked a
              where c.id = a.id and
                (c.status, c.purpose, c.initiative_id, c.title, c.summary, c.story, c.sector, c.sdgs, c.areas, c.goal, c.stops_at_goal,
                 c.starts_on, c.ends_on, c.image_id, c.intentions, c.religious_authority, c.minimum_gift, c.maximum_gift, c.impacts,
                 c.presets, c.fee_percent, c.refund_policy)
                is distinct from
                (a.new_status, a.purpose, a.initiative_id, a.title::localized_text, a.summary::localized_text, a.story::localized_text,
                 a.sector, a.sdgs, a.areas, a.new_goal, a.stops_at_goal, a.starts_on, a.ends_on, coalesce(a.image_id, c.image_id),
                 a.intentions, a.religious_authority::localized_text, a.minimum_gift, a.maximum_gift, a.impacts, a.presets,
                 a.fee_percent, a.refund_policy::localized_text)
              returning c.id, c.slug, c.organization_id, c.status
            ), told as (
              insert into outbox (topic, aggregate_id, payload)
              select 'campaign.changed', id, jsonb_build_object('slug', slug, 'organizationId', organization_id, 'status', status)
              from changed where status <> 'DRAFT'
            )
            select id from changed
            """;

    private static final String INITIATIVES = """
            insert into initiatives (id, slug, jurisdiction, name, about, lead_id, is_demo)
            select id, slug, jurisdiction, name, about, lead_id, is_demo
            from jsonb_to_recordset($1::jsonb) a (n int, id uuid, slug text, jurisdiction text, name jsonb, about jsonb, lead_id uuid,
              is_demo boolean)
            order by n
            on conflict (slug) do update set name = excluded.name, about = excluded.about, lead_id = excluded.lead_id
            returning slug, id
            """;

    private static final String UPDATES = """
            insert into campaign_updates (campaign_id, title, body, image_id, published_at)
            select a.campaign_id, a.title, a.body, a.image_id, a.published_at
            from jsonb_to_recordset($1::jsonb) a (campaign_id uuid, title jsonb, body jsonb, image_id uuid, published_at timestamptz)
            where not exists (select from campaign_updates u where u.campaign_id = a.campaign_id and u.title = a.title)
            """;

    private final Database jobs;

    CampaignRegister(@Qualifier("jobDatabase") Database jobDatabase) {
        this.jobs = jobDatabase;
    }

    Mono<Map<UUID, Campaign>> byIds(Set<UUID> ids) {
        return jobs.many(
                        "select " + CampaignRow.WHOLE + " from" + CampaignRow.TABLES + "where c.id = any($1)",
                        CampaignRow::whole,
                        (Object) ids.toArray(UUID[]::new))
                .collectMap(Campaign::id);
    }

    /** Enters campaigns, all or nothing, and tells in the same order what became of each. */
    Mono<List<Recorded>> record(List<RecordCampaign> commands) {
        return jobs.longTransaction(() -> known(commands)
                        .zipWhen(known -> taken(commands))
                        .map(both -> Entered.place(
                                commands, both.getT1(), both.getT2(), RecordCampaign::slug, CampaignRegister::names))
                        .flatMap(entered -> write(commands, entered)))
                .single();
    }

    private static List<?> names(RecordCampaign command) {
        return List.of(command.source() == null ? command.slug() : command.source());
    }

    private Mono<Map<Integer, Entered>> known(List<RecordCampaign> commands) {
        var asked = JSON.createArrayNode();
        for (int n = 0; n < commands.size(); n++) {
            var command = commands.get(n);
            var node = asked.addObject().put("n", n).put("slug", command.slug());
            if (command.source() != null) {
                node.put("source_scheme", command.source().scheme())
                        .put("source_value", command.source().value());
            }
        }
        return jobs.many(KNOWN, Entered::known, asked.toString()).collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private Mono<Set<String>> taken(List<RecordCampaign> commands) {
        var slugs = commands.stream().map(RecordCampaign::slug).toArray(String[]::new);
        return jobs.many(TAKEN, row -> required(row, "slug", String.class), (Object) slugs)
                .collect(HashSet::new, Set::add);
    }

    private Mono<List<Recorded>> write(List<RecordCampaign> commands, List<Entered> entered) {
        var created = JSON.createArrayNode();
        var known = JSON.createArrayNode();
        var written = new HashSet<UUID>();
        for (int n = 0; n < commands.size(); n++) {
            var each = entered.get(n);
            if (!each.isNew()) {
                known.add(row(n, each, commands.get(n)));
            } else if (written.add(each.id())) {
                created.add(row(n, each, commands.get(n)));
            }
        }
        return jobs.change(CREATE, created.toString())
                .then(jobs.changeReturning(CHANGE, row -> required(row, "id", UUID.class), known.toString())
                        .collect(HashSet<UUID>::new, Set::add))
                .map(changed -> entered.stream()
                        .map(each -> new Recorded(each.id(), each.slug(), verdict(each, changed)))
                        .toList());
    }

    private static Recorded.Verdict verdict(Entered entered, Set<UUID> changed) {
        if (entered.isNew()) {
            return Recorded.Verdict.CREATED;
        }
        return changed.contains(entered.id()) ? Recorded.Verdict.CHANGED : Recorded.Verdict.UNCHANGED;
    }

    Mono<List<UUID>> initiatives(List<RecordInitiative> commands) {
        var rows = JSON.createArrayNode();
        for (int n = 0; n < commands.size(); n++) {
            var command = commands.get(n);
            var row = rows.addObject()
                    .put("n", n)
                    .put("id", Ids.next().toString())
                    .put("slug", command.slug())
                    .put("jurisdiction", command.jurisdiction().name())
                    .put("lead_id", command.leadId().toString())
                    .put("is_demo", command.isDemo());
            row.set("name", json(command.name()));
            row.set("about", json(command.about()));
        }
        return jobs.changeReturning(
                        INITIATIVES,
                        row -> Map.entry(required(row, "slug", String.class), required(row, "id", UUID.class)),
                        rows.toString())
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .map(ids -> commands.stream()
                        .map(command -> Objects.requireNonNull(ids.get(command.slug())))
                        .toList());
    }

    Mono<Long> updates(List<RecordUpdate> commands) {
        var rows = JSON.createArrayNode();
        commands.forEach(command -> {
            var row = rows.addObject()
                    .put("campaign_id", command.campaignId().toString())
                    .put("published_at", command.publishedAt().toString())
                    .put("image_id", text(command.imageId()));
            row.set("title", json(command.title()));
            row.set("body", json(command.body()));
        });
        return jobs.change(UPDATES, rows.toString());
    }

    private static JsonNode json(LocalizedText text) {
        return JSON.readTree(text.json());
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static ObjectNode row(int n, Entered entered, RecordCampaign command) {
        var row = JSON.createObjectNode()
                .put("n", n)
                .put("id", entered.id().toString())
                .put("slug", entered.slug())
                .put("organization_id", command.organizationId().toString())
                .put("status", command.status().name())
                .put("purpose", command.purpose().name())
                .put("initiative_id", text(command.initiativeId()))
                .put("sector", command.sector().name())
                .put("currency", command.goal().currency())
                .put("goal", command.goal().minor())
                .put("stops_at_goal", command.stopsAtGoal())
                .put("starts_on", command.startsOn().toString())
                .put("ends_on", text(command.endsOn()))
                .put("image_id", text(command.imageId()))
                .put("minimum_gift", command.minimumGift().minor())
                .put(
                        "maximum_gift",
                        command.maximumGift() == null
                                ? null
                                : (Long) command.maximumGift().minor())
                .put("fee_percent", command.feePercent())
                .put("published_at", text(command.publishedAt()))
                .put("created_at", text(command.createdAt()))
                .put("is_demo", command.isDemo());
        if (command.source() != null) {
            row.put("source_scheme", command.source().scheme())
                    .put("source_value", command.source().value());
        }
        row.set("title", json(command.title()));
        row.set("summary", json(command.summary()));
        row.set("story", json(command.story()));
        row.set("refund_policy", json(command.refundPolicy()));
        if (command.religiousAuthority() != null) {
            row.set("religious_authority", json(command.religiousAuthority()));
        }
        row.set("impacts", StoredImpacts.write(command.impacts()));
        var sdgs = row.putArray("sdgs");
        command.sdgs().forEach(sdgs::add);
        var areas = row.putArray("areas");
        command.areas().forEach(areas::add);
        var intentions = row.putArray("intentions");
        command.intentions().forEach(intention -> intentions.add(intention.name()));
        var presets = row.putArray("presets");
        command.presets().forEach(preset -> presets.add(preset.minor()));
        return row;
    }
}
