package org.sanad.api.reporting;

import static org.sanad.api.platform.db.Columns.one;
import static org.sanad.api.platform.db.Columns.required;
import static org.sanad.api.platform.db.Columns.text;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.db.Database;
import org.sanad.api.reporting.IatiPlan.Body;
import org.sanad.api.reporting.IatiPlan.Movement;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Keeps what a file says from its reading until it is carried out or refused. Acts for the job. */
@Repository
class StagedRepository {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Database jobs;

    StagedRepository(@Qualifier("jobDatabase") Database jobs) {
        this.jobs = jobs;
    }

    /** An activity to keep, at its place in the file. */
    record Staged(int number, ReadActivity read, IatiPlan plan) {}

    /** Keeps a few activities with all that belongs to them. */
    Mono<Void> keep(UUID id, List<Staged> staged) {
        if (staged.isEmpty()) {
            return Mono.empty();
        }
        List<Map<String, Object>> activities = new ArrayList<>();
        List<Map<String, Object>> bodies = new ArrayList<>();
        List<Moved> movements = new ArrayList<>();
        for (Staged each : staged) {
            activities.add(activity(each));
            each.plan().organizations().forEach(body -> bodies.add(body(body)));
            each.plan().transactions().forEach(movement -> movements.add(new Moved(each.number(), movement)));
        }
        return jobs.change("""
                        insert into import_activities (import_id, number, line, identifier, hash, xml, plan, countries)
                        select $1, number, line, identifier, hash, xml, plan, countries
                        from jsonb_to_recordset($2::jsonb)
                          a (number int, line int, identifier text, hash text, xml text, plan jsonb, countries jsonb)
                        """, id, JSON.writeValueAsString(activities))
                .then(jobs.change("""
                        insert into import_organizations (import_id, scheme, value, line, kind, jurisdiction, name)
                        select distinct on (scheme, value) $1, scheme, value, line, kind, jurisdiction, name
                        from jsonb_to_recordset($2::jsonb)
                          o (scheme text, value text, line int, kind text, jurisdiction text, name jsonb)
                        order by scheme, value, line
                        on conflict do nothing
                        """, id, JSON.writeValueAsString(bodies)))
                .then(jobs.change("""
                        insert into import_transactions
                          (import_id, activity, number, line, key, hash, type, occurred_on, amount, kind, currency, minor, memo)
                        select $1, activity, number, line, key, hash, type, day, amount, kind, currency, minor, memo
                        from jsonb_to_recordset($2::jsonb)
                          t (activity int, number int, line int, key text, hash text, type text, day date, amount numeric,
                             kind text, currency text, minor bigint, memo text)
                        """, id, JSON.writeValueAsString(movements)))
                .then();
    }

    private record Moved(int activity, @JsonUnwrapped Movement movement) {}

    private static Map<String, Object> activity(Staged staged) {
        ReadActivity read = staged.read();
        return Map.of(
                "number", staged.number(),
                "line", read.line(),
                "identifier", read.identifier(),
                "hash", read.hash(),
                "xml", read.xml(),
                "plan", Objects.requireNonNull(staged.plan().campaign()),
                "countries", staged.plan().countries());
    }

    private static Map<String, Object> body(Body body) {
        return Map.of(
                "scheme", body.scheme(),
                "value", body.value(),
                "line", body.line(),
                "kind", body.kind(),
                "jurisdiction", body.jurisdiction(),
                "name", JSON.readTree(body.name().json()));
    }

    /** Compares the file with what stands, and writes down what each thing in it means. */
    Mono<Void> judge(UUID id) {
        return Flux.just("""
                        update import_organizations o set verdict =
                          case when exists (
                            select from organization_identifiers i where i.scheme = o.scheme and i.value = o.value)
                          then 'UNCHANGED' else 'CREATED' end
                        where import_id = $1
                        """, """
                        update import_activities a set verdict =
                          case when s.identifier is null then 'CREATED' when s.hash = a.hash then 'UNCHANGED' else 'CHANGED' end
                        from import_activities b left join iati_activities s on s.identifier = b.identifier
                        where a.import_id = $1 and b.import_id = $1 and b.number = a.number
                        """, """
                        update import_transactions t set verdict =
                          case when s.key is null or s.gone then 'CREATED' when s.hash = t.hash then 'UNCHANGED' else 'CHANGED' end
                        from import_transactions u
                          join import_activities a on a.import_id = u.import_id and a.number = u.activity
                          left join iati_transactions s on s.identifier = a.identifier and s.key = u.key
                        where t.import_id = $1 and u.import_id = $1 and u.activity = t.activity and u.number = t.number
                        """, """
                        insert into import_findings (import_id, line, number, element, severity, verdict, reason, message)
                        select $1, a.line, 1000000 + a.number, 'iati-activity[' || a.identifier || ']', 'WARNING', 'CHANGED',
                          'import.transaction-gone',
                          count(*) || ' transactions that stood are not in this file: what was posted of them is put right.'
                        from import_activities a
                        join iati_transactions s on s.identifier = a.identifier and not s.gone
                        where a.import_id = $1 and a.verdict = 'CHANGED' and not exists (
                          select from import_transactions t where t.import_id = $1 and t.activity = a.number and t.key = s.key)
                        group by a.number, a.line, a.identifier
                        on conflict do nothing
                        """, """
                        update import_findings f set verdict = a.verdict
                        from (
                          select line, lead(line, 1, 2147483647) over (order by line) as next_line, verdict
                          from import_activities where import_id = $1) a
                        where f.import_id = $1 and f.severity = 'WARNING' and f.line >= a.line and f.line < a.next_line
                        """)
                .concatMap(sql -> jobs.change(sql, id))
                .then();
    }

    /** What lies outside the jurisdictions of who brought the file, once it was judged: each refuses it. Never empty. */
    Mono<List<Finding>> outside(UUID id) {
        return jobs.many(
                        "select line, element, jurisdiction from import_outside($1)",
                        row -> Finding.error(
                                required(row, "line", Integer.class),
                                required(row, "element", String.class),
                                "import.outside-jurisdiction",
                                "This concerns a country outside the registrar's jurisdictions: "
                                        + (required(row, "jurisdiction", String.class)
                                                        .equals("XX")
                                                ? "none of them."
                                                : required(row, "jurisdiction", String.class) + ".")),
                        id)
                .collectList();
    }

    /** What the file does, by kind and verdict, as judged. */
    Mono<List<ImportCount>> count(UUID id) {
        return jobs.many(
                        """
                        select 'ORGANIZATION' as kind, verdict, count(*)::int as n from import_organizations where import_id = $1 group by 2
                        union all
                        select 'ACTIVITY', verdict, count(*)::int from import_activities where import_id = $1 group by 2
                        union all
                        select 'TRANSACTION', verdict, count(*)::int from import_transactions where import_id = $1 group by 2
                        order by 1, 2
                        """,
                        row -> new ImportCount(
                                one(row, "kind", ImportedKind.class),
                                one(row, "verdict", ImportVerdict.class),
                                required(row, "n", Integer.class)),
                        id)
                .collectList();
    }

    /** Bodies that the file names and Sanad doesn't know. */
    Flux<Body> newBodies(UUID id) {
        return jobs.many(
                """
                select line, scheme, value, kind, jurisdiction, name::text as name from import_organizations
                where import_id = $1 and verdict = 'CREATED' order by line, scheme, value
                """,
                row -> new Body(
                        required(row, "line", Integer.class),
                        required(row, "scheme", String.class),
                        required(row, "value", String.class),
                        required(row, "kind", String.class),
                        required(row, "jurisdiction", String.class),
                        text(row, "name")),
                id);
    }

    Mono<Integer> countDue(UUID id) {
        return jobs.one(
                "select count(*)::int as n from import_activities where import_id = $1 and verdict <> 'UNCHANGED'",
                row -> required(row, "n", Integer.class),
                id);
    }

    /** An activity to carry out, with the body that runs it and, where it stands already, its campaign. */
    record Due(
            int number,
            IatiPlan.Project project,
            UUID organization,
            @Nullable UUID campaign) {}

    /** The next activities to carry out, in the order of the file. Never empty; an empty list at the end. */
    Mono<List<Due>> due(UUID id, int after, int limit) {
        return jobs.many(
                        """
                        select a.number, a.plan::text as plan, i.organization_id, s.campaign_id
                        from import_activities a
                        join organization_identifiers i on i.scheme = a.plan ->> 'scheme' and i.value = a.plan ->> 'value'
                        left join iati_activities s on s.identifier = a.identifier
                        where a.import_id = $1 and a.number > $2 and a.verdict <> 'UNCHANGED'
                        order by a.number limit $3
                        """,
                        row -> new Due(
                                required(row, "number", Integer.class),
                                JSON.readValue(required(row, "plan", String.class), IatiPlan.Project.class),
                                required(row, "organization_id", UUID.class),
                                row.get("campaign_id", UUID.class)),
                        id,
                        after,
                        limit)
                .collectList();
    }
}
