package org.sanad.api.organization;

import static org.sanad.api.platform.db.Columns.required;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.sanad.api.platform.db.Database;
import org.sanad.api.platform.db.Entered;
import org.sanad.api.platform.db.Null;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Enters organizations as the system: many in a few statements. */
@Repository
class OrganizationRegister {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String FIELDS = """
            n int, id uuid, slug text, kind text, jurisdiction text, name jsonb, about jsonb, legal_form jsonb, sectors text[],
            areas text[], contacts jsonb, complaints jsonb, responsible_people jsonb, report_year int, report_published_on date,
            report_url text, founded_in int, image_id uuid, is_demo boolean, imported boolean, created_at timestamptz
            """;

    /** Which of the asked bodies are known, by place in the list. An identifier says more than a slug. */
    private static final String KNOWN = """
            with asked as (
              select n, slug, coalesce(identifiers, '[]') as identifiers
              from jsonb_to_recordset($1::jsonb) a (n int, slug text, identifiers jsonb)
            )
            select distinct on (n) n, id, slug
            from (
              select a.n, o.id, o.slug, 1 as certainty
              from asked a cross join jsonb_to_recordset(a.identifiers) i (scheme text, value text)
              join organization_identifiers k on k.scheme = i.scheme and k.value = i.value
              join organizations o on o.id = k.organization_id
              union all
              select a.n, o.id, o.slug, 2 from asked a join organizations o on o.slug = a.slug where a.identifiers = '[]'
            ) found
            order by n, certainty, id
            """;

    private static final String TAKEN = "select slug from organizations where slug = any($1)";

    private static final String CREATE = """
            with created as (
              insert into organizations (id, slug, kind, jurisdiction, name, about, legal_form, sectors, areas, contacts, complaints,
                responsible_people, report_year, report_published_on, report_url, founded_in, image_id, is_demo, imported, created_at)
              select id, slug, kind, jurisdiction, name, about, legal_form, sectors, areas, contacts, complaints,
                responsible_people, report_year, report_published_on, report_url, founded_in, image_id, is_demo, imported,
                coalesce(created_at, now())
              from jsonb_to_recordset($1::jsonb) asked (""" + FIELDS + """
            ) order by n
              returning id, slug
            )
            insert into outbox (topic, aggregate_id, payload)
            select 'organization.changed', id, jsonb_build_object('slug', slug) from created
            """;

    private static final String CHANGE = """
            with changed as (
              update organizations o
              set kind = a.kind, name = a.name, about = coalesce(a.about, o.about), legal_form = coalesce(a.legal_form, o.legal_form),
                  sectors = case a.sectors when '{}' then o.sectors else a.sectors end,
                  areas = case a.areas when '{}' then o.areas else a.areas end,
                  contacts = case a.contacts when '[]' then o.contacts else a.contacts end,
                  complaints = coalesce(a.complaints, o.complaints),
                  responsible_people = case a.responsible_people when '[]' then o.responsible_people else a.responsible_people end,
                  report_year = coalesce(a.report_year, o.report_year),
                  report_published_on = coalesce(a.report_published_on, o.report_published_on),
                  report_url = coalesce(a.report_url, o.report_url), founded_in = coalesce(a.founded_in, o.founded_in),
                  image_id = coalesce(a.image_id, o.image_id)
              from jsonb_to_recordset($1::jsonb) a (""" + FIELDS + """
            )
              where o.id = a.id and (
                o.kind <> a.kind or o.name <> a.name or o.about <> a.about or (o.about is null and a.about is not null)
                or o.legal_form is distinct from coalesce(a.legal_form, o.legal_form)
                or (a.sectors <> '{}' and o.sectors <> a.sectors) or (a.areas <> '{}' and o.areas <> a.areas)
                or (a.contacts <> '[]' and o.contacts <> a.contacts)
                or o.complaints is distinct from coalesce(a.complaints, o.complaints)
                or (a.responsible_people <> '[]' and o.responsible_people <> a.responsible_people)
                or o.report_year is distinct from coalesce(a.report_year, o.report_year)
                or o.report_published_on is distinct from coalesce(a.report_published_on, o.report_published_on)
                or o.report_url is distinct from coalesce(a.report_url, o.report_url)
                or o.founded_in is distinct from coalesce(a.founded_in, o.founded_in)
                or o.image_id is distinct from coalesce(a.image_id, o.image_id))
              returning o.id, o.slug
            ), told as (
              insert into outbox (topic, aggregate_id, payload)
              select 'organization.changed', id, jsonb_build_object('slug', slug) from changed
            )
            select id from changed
            """;

    private static final String NUMBER = """
            insert into organization_identifiers (scheme, value, organization_id)
            select scheme, value, organization_id from jsonb_to_recordset($1::jsonb) a (scheme text, value text, organization_id uuid)
            on conflict do nothing
            """;

    private static final String DECIDE = """
            insert into organization_verifications (organization_id, state, decided_by, note, decided_at)
            select $1, $2, $3, $4::jsonb, $5
            where not exists (
              select from organizations where id = $1 and verification_state = $2 and verified_at = $5)
            """;

    private final Database jobs;

    OrganizationRegister(@Qualifier("jobDatabase") Database jobDatabase) {
        this.jobs = jobDatabase;
    }

    /** Enters bodies, all or nothing, and tells in the same order what became of each. */
    Mono<List<Registered>> register(List<RegisterOrganization> commands) {
        return jobs.longTransaction(() -> known(commands)
                        .zipWhen(known -> taken(commands))
                        .map(both -> Entered.place(
                                commands,
                                both.getT1(),
                                both.getT2(),
                                RegisterOrganization::slug,
                                OrganizationRegister::names))
                        .flatMap(entered -> write(commands, entered)))
                .single();
    }

    private static List<?> names(RegisterOrganization command) {
        return command.identifiers().isEmpty() ? List.of(command.slug()) : command.identifiers();
    }

    private Mono<Map<Integer, Entered>> known(List<RegisterOrganization> commands) {
        var asked = JSON.createArrayNode();
        for (int n = 0; n < commands.size(); n++) {
            var command = commands.get(n);
            var identifiers =
                    asked.addObject().put("n", n).put("slug", command.slug()).putArray("identifiers");
            command.identifiers()
                    .forEach(each ->
                            identifiers.addObject().put("scheme", each.scheme()).put("value", each.value()));
        }
        return jobs.many(KNOWN, Entered::known, asked.toString()).collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private Mono<Set<String>> taken(List<RegisterOrganization> commands) {
        var slugs = commands.stream().map(RegisterOrganization::slug).toArray(String[]::new);
        return jobs.many(TAKEN, row -> required(row, "slug", String.class), (Object) slugs)
                .collect(HashSet::new, Set::add);
    }

    private Mono<List<Registered>> write(List<RegisterOrganization> commands, List<Entered> entered) {
        var created = JSON.createArrayNode();
        var known = JSON.createArrayNode();
        var numbers = JSON.createArrayNode();
        var written = new HashSet<UUID>();
        for (int n = 0; n < commands.size(); n++) {
            var command = commands.get(n);
            var each = entered.get(n);
            if (!each.isNew()) {
                known.add(row(n, each, command));
            } else if (written.add(each.id())) {
                created.add(row(n, each, command));
            }
            for (var identifier : command.identifiers()) {
                numbers.addObject()
                        .put("scheme", identifier.scheme())
                        .put("value", identifier.value())
                        .put("organization_id", each.id().toString());
            }
        }
        return jobs.change(CREATE, created.toString())
                .then(jobs.changeReturning(CHANGE, row -> required(row, "id", UUID.class), known.toString())
                        .collect(HashSet<UUID>::new, Set::add))
                .flatMap(changed -> jobs.change(NUMBER, numbers.toString())
                        .thenReturn(entered.stream()
                                .map(each -> new Registered(each.id(), each.slug(), verdict(each, changed)))
                                .toList()));
    }

    private static Registered.Verdict verdict(Entered entered, Set<UUID> changed) {
        if (entered.isNew()) {
            return Registered.Verdict.CREATED;
        }
        return changed.contains(entered.id()) ? Registered.Verdict.CHANGED : Registered.Verdict.UNCHANGED;
    }

    Mono<Long> decide(UUID organization, Verification verification) {
        return jobs.change(
                DECIDE,
                organization,
                verification.state().name(),
                Null.or(verification.decidedBy(), UUID.class),
                Null.or(verification.note() == null ? null : verification.note().json(), String.class),
                Objects.requireNonNull(verification.at(), "a decision has its time"));
    }

    private static ObjectNode row(int n, Entered entered, RegisterOrganization command) {
        var row = JSON.createObjectNode()
                .put("n", n)
                .put("id", entered.id().toString())
                .put("slug", entered.slug())
                .put("kind", command.kind().name())
                .put("jurisdiction", command.jurisdiction().name())
                .put("founded_in", command.foundedIn())
                .put("is_demo", command.isDemo())
                .put("imported", command.imported());
        row.set("name", Stored.node(command.name()));
        if (command.about() != null) {
            row.set("about", Stored.node(command.about()));
        }
        if (command.legalForm() != null) {
            row.set("legal_form", Stored.node(command.legalForm()));
        }
        var sectors = row.putArray("sectors");
        command.sectors().forEach(sector -> sectors.add(sector.name()));
        var areas = row.putArray("areas");
        command.areas().forEach(areas::add);
        row.set("contacts", Stored.contactNodes(command.contacts()));
        if (command.complaints() != null) {
            row.set("complaints", Stored.node(command.complaints()));
        }
        row.set("responsible_people", Stored.peopleNodes(command.responsiblePeople()));
        var report = command.lastReport();
        if (report != null) {
            row.put("report_year", report.year())
                    .put("report_published_on", report.publishedOn().toString())
                    .put("report_url", report.url());
        }
        if (command.imageId() != null) {
            row.put("image_id", command.imageId().toString());
        }
        if (command.createdAt() != null) {
            row.put("created_at", command.createdAt().toString());
        }
        return row;
    }
}
