package org.sanad.api.reporting;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.db.Database;
import org.sanad.api.platform.db.Null;
import org.sanad.api.platform.text.LocalizedText;
import org.sanad.api.reporting.IatiPlan.Body;
import org.sanad.api.reporting.IatiPlan.Movement;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Keeps what files say, what they would do, and what stands of them. Acts for the job but where it says that it acts for a person. */
@Repository
class ImportRepository {

    static final int MOST_FINDINGS = 10_000;

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<ImportCount>> COUNTS = new TypeReference<>() {};
    private static final String COLUMNS = "id, file_name, state, progress, created_at, counts::text as counts, refusal";

    private final Database database;
    private final Database jobs;

    ImportRepository(Database database, @Qualifier("jobDatabase") Database jobs) {
        this.database = database;
        this.jobs = jobs;
    }

    Database jobs() {
        return jobs;
    }

    // for a person, under the policies

    /** Begins an import in the actor's own name and asks for it to be read. Empty unless the actor is a registrar. */
    Mono<Import> begin(UUID actor, UUID upload, String fileName) {
        return database.changeReturning("""
                        with begun as (
                          insert into imports (actor_id, upload_id, file_name)
                          select $1, $2, $3 where has_platform_role('REGISTRAR')
                          returning *),
                        told as (
                          insert into outbox (topic, aggregate_id, payload) select 'import.requested', id, '{}' from begun)
                        select %s from begun
                        """.formatted(COLUMNS), ImportRepository::read, actor, upload, fileName)
                .singleOrEmpty();
    }

    /** Gives the word to carry a previewed import out. Empty where there is none that waits for it, or none that the actor may see. */
    Mono<Import> release(UUID id) {
        return database.changeReturning("""
                        with released as (
                          update imports set state = 'RUNNING', progress = 0 where id = $1 and state = 'PREVIEWED' returning *),
                        told as (
                          insert into outbox (topic, aggregate_id, payload) select 'import.requested', id, '{}' from released)
                        select %s from released
                        """.formatted(COLUMNS), ImportRepository::read, id)
                .singleOrEmpty();
    }

    Mono<Boolean> isRegistrar() {
        return database.one(
                "select has_platform_role('REGISTRAR') as yes",
                row -> Boolean.TRUE.equals(row.get("yes", Boolean.class)));
    }

    Flux<Import> find(List<UUID> ids) {
        return database.many(
                "select %s from imports where id = any ($1)".formatted(COLUMNS), ImportRepository::read, (Object)
                        ids.toArray(UUID[]::new));
    }

    Flux<Import> latest(@Nullable UUID before, int limit) {
        return database.many(
                "select %s from imports where $1::uuid is null or id < $1 order by id desc limit $2".formatted(COLUMNS),
                ImportRepository::read,
                Null.or(before, UUID.class),
                limit);
    }

    /** Findings of several imports, each from the same place on, in the order of the file. */
    Flux<Map.Entry<UUID, ImportFinding>> findings(List<UUID> ids, int afterLine, int afterNumber, int limit) {
        return database.many(
                """
                select i.id, f.line, f.number, f.element, f.verdict, f.reason, f.message
                from unnest($1::uuid[]) i (id)
                cross join lateral (
                  select * from import_findings
                  where import_id = i.id and (line, number) > ($2, $3) order by line, number limit $4) f
                order by i.id, f.line, f.number
                """,
                row -> Map.entry(required(row, "id", UUID.class), finding(row)),
                (Object) ids.toArray(UUID[]::new),
                afterLine,
                afterNumber,
                limit);
    }

    // for the job

    /** Begins an import at the server's console, for nobody in particular. Never empty. */
    Mono<UUID> beginHere(String fileName) {
        return jobs.changeReturning(
                        "insert into imports (file_name, claimed_at) values ($1, now()) returning id",
                        row -> Objects.requireNonNull(row.get(0, UUID.class)),
                        fileName)
                .single();
    }

    /** Gives the word to carry a previewed import out. Empty where there is none that waits for it. */
    Mono<UUID> releaseHere(UUID id) {
        return jobs.changeReturning("""
                        update imports set state = 'RUNNING', progress = 0, claimed_at = now() where id = $1 and state = 'PREVIEWED'
                        returning id
                        """, row -> Objects.requireNonNull(row.get(0, UUID.class)), id)
                .singleOrEmpty();
    }

    /** An import that waits for a node to work on it, or whose node has gone silent; from now on this node's. Empty when none waits. */
    Mono<Claimed> claim() {
        return jobs.changeReturning(
                        """
                        update imports set claimed_at = now()
                        where id = (
                          select id from imports
                          where state in ('READING', 'RUNNING') and (claimed_at is null or claimed_at < now() - interval '2 minutes')
                          order by id limit 1 for update skip locked)
                        returning id, state, upload_id
                        """,
                        row -> new Claimed(
                                required(row, "id", UUID.class),
                                ImportState.valueOf(required(row, "state", String.class)),
                                row.get("upload_id", UUID.class)),
                        new Object[0])
                .singleOrEmpty();
    }

    /** An import to work on; the upload is missing where it began at the console. */
    record Claimed(UUID id, ImportState state, @Nullable UUID upload) {}

    /** Tells how far the present step is, and that its node lives. */
    Mono<Void> progress(UUID id, ImportState step, int percent) {
        return jobs.change("""
                        with moved as (
                          update imports set progress = $3, claimed_at = now() where id = $1 and state = $2 returning id)
                        insert into outbox (topic, aggregate_id, payload) select 'import.progressed', id, '{}' from moved
                        """, id, step.name(), percent).then();
    }

    /** Forgets what an earlier reading that broke off had kept. */
    Mono<Void> clear(UUID id) {
        return jobs.change("delete from import_findings where import_id = $1", id)
                .then(drop(id));
    }

    /** Forgets what a refused file would have done; why it was refused stays. */
    private Mono<Void> drop(UUID id) {
        return Flux.just("import_transactions", "import_activities", "import_organizations")
                .concatMap(table -> jobs.change("delete from " + table + " where import_id = $1", id))
                .then();
    }

    /** Refuses a file as a whole. */
    Mono<Void> refuse(UUID id, ImportRefusal refusal, List<ImportCount> counts) {
        return drop(id).then(settle(id, ImportState.REFUSED, refusal, counts, List.of()));
    }

    /** Keeps a few activities with all that belongs to them. */
    Mono<Void> keep(UUID id, List<Staged> staged) {
        List<Map<String, Object>> activities = staged.stream()
                .filter(each -> each.plan() != null)
                .map(each -> activity(each, Objects.requireNonNull(each.plan())))
                .toList();
        if (activities.isEmpty()) {
            return Mono.empty();
        }
        List<Map<String, Object>> bodies = new ArrayList<>();
        List<Map<String, Object>> movements = new ArrayList<>();
        for (Staged each : staged) {
            IatiPlan plan = each.plan();
            if (plan != null) {
                plan.organizations().forEach(body -> bodies.add(body(body)));
                plan.transactions().forEach(movement -> movements.add(movement(each.number(), movement)));
            }
        }
        return jobs.change("""
                        insert into import_activities (import_id, number, line, identifier, hash, xml, plan)
                        select $1, number, line, identifier, hash, xml, plan
                        from jsonb_to_recordset($2::jsonb)
                          a (number int, line int, identifier text, hash text, xml text, plan jsonb)
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
                        select $1, activity, number, line, key, hash, type, occurred_on, amount, kind, currency, minor, memo
                        from jsonb_to_recordset($2::jsonb)
                          t (activity int, number int, line int, key text, hash text, type text, occurred_on date, amount numeric,
                             kind text, currency text, minor bigint, memo text)
                        """, id, JSON.writeValueAsString(movements)))
                .then();
    }

    /** An activity to keep; without a plan only its findings count. */
    record Staged(int number, ReadActivity read, @Nullable IatiPlan plan) {}

    private static Map<String, Object> activity(Staged staged, IatiPlan plan) {
        ReadActivity read = staged.read();
        return Map.of(
                "number", staged.number(),
                "line", read.line(),
                "identifier", read.identifier(),
                "hash", read.hash(),
                "xml", read.xml(),
                "plan", Objects.requireNonNull(plan.campaign()));
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

    private static Map<String, Object> movement(int activity, Movement movement) {
        return Stream.of(
                        Map.entry("activity", activity),
                        Map.entry("number", movement.number()),
                        Map.entry("line", movement.line()),
                        Map.entry("key", movement.key()),
                        Map.entry("hash", movement.hash()),
                        Map.entry("type", movement.type()),
                        Map.entry("occurred_on", movement.day().toString()),
                        Map.entry("amount", movement.amount()),
                        entry("kind", movement.kind()),
                        entry("currency", movement.currency()),
                        entry("minor", movement.minor()),
                        entry("memo", movement.memo()))
                .filter(entry -> entry.getValue() != Nothing.HERE)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private enum Nothing {
        HERE
    }

    private static Map.Entry<String, Object> entry(String name, @Nullable Object value) {
        return Map.entry(name, value == null ? Nothing.HERE : value);
    }

    /** Keeps findings; {@code verdict} is what becomes of those that are no errors, until they are judged. */
    Mono<Void> keepFindings(UUID id, int firstNumber, List<Finding> findings) {
        if (findings.isEmpty()) {
            return Mono.empty();
        }
        List<Map<String, Object>> rows = Stream.iterate(0, i -> i < findings.size(), i -> i + 1)
                .map(i -> {
                    Finding finding = findings.get(i);
                    return Map.<String, Object>of(
                            "line", finding.line(),
                            "number", firstNumber + i,
                            "element", finding.element(),
                            "severity", finding.severity().name(),
                            "reason", finding.reason(),
                            "message", finding.message());
                })
                .toList();
        return jobs.change("""
                        insert into import_findings (import_id, line, number, element, severity, verdict, reason, message)
                        select $1, line, number, element, severity,
                          case severity when 'ERROR' then 'REFUSED' else 'UNCHANGED' end, reason, message
                        from jsonb_to_recordset($2::jsonb)
                          f (line int, number int, element text, severity text, reason text, message text)
                        """, id, JSON.writeValueAsString(rows)).then();
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
                                ImportedKind.valueOf(required(row, "kind", String.class)),
                                ImportVerdict.valueOf(required(row, "verdict", String.class)),
                                required(row, "n", Integer.class)),
                        id)
                .collectList();
    }

    /** Moves an import on to a state in which nobody works on it. */
    Mono<Void> settle(
            UUID id,
            ImportState state,
            @Nullable ImportRefusal refusal,
            List<ImportCount> counts,
            List<String> extensions) {
        return jobs.change(
                        """
                        with settled as (
                          update imports set state = $2, refusal = $3, counts = $4::jsonb, progress = 100, claimed_at = null,
                            extensions = case when $5 then $6 else extensions end
                          where id = $1 and state in ('READING', 'RUNNING')
                          returning id)
                        insert into outbox (topic, aggregate_id, payload) select 'import.progressed', id, '{}' from settled
                        """,
                        id,
                        state.name(),
                        Null.or(refusal == null ? null : refusal.name(), String.class),
                        JSON.writeValueAsString(counts),
                        !extensions.isEmpty(),
                        extensions.toArray(String[]::new))
                .then();
    }

    // carrying out, within the caller's transaction

    /** Waits until no other import is being carried out: two at once would each take the other's things for missing. */
    Mono<Void> lock() {
        return jobs.many("select pg_advisory_xact_lock(hashtext('sanad import'))", row -> true)
                .then();
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
                        LocalizedText.ofJson(required(row, "name", String.class))),
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

    /** Writes down which campaign each activity is. */
    Mono<Void> stand(UUID id, Map<Due, UUID> placed) {
        List<Map<String, Object>> rows = placed.entrySet().stream()
                .map(entry -> Map.<String, Object>of(
                        "number",
                        entry.getKey().number(),
                        "campaign",
                        entry.getValue().toString()))
                .toList();
        return jobs.change("""
                        insert into iati_activities (identifier, campaign_id, hash, import_id, number)
                        select a.identifier, p.campaign, a.hash, a.import_id, a.number
                        from jsonb_to_recordset($2::jsonb) p (number int, campaign uuid)
                        join import_activities a on a.import_id = $1 and a.number = p.number
                        on conflict (identifier) do update set hash = excluded.hash, import_id = excluded.import_id, number = excluded.number
                        """, id, JSON.writeValueAsString(rows)).then();
    }

    /** What the file tells of these activities' transactions, by the activity's number. */
    Mono<Map<Integer, List<ImportLedger.Told>>> transactions(UUID id, List<Due> activities) {
        return jobs.many(
                        """
                        select activity, key, hash, kind, currency, minor, occurred_on, memo from import_transactions
                        where import_id = $1 and activity = any ($2) order by activity, number
                        """,
                        row -> Map.entry(
                                required(row, "activity", Integer.class),
                                new ImportLedger.Told(
                                        required(row, "key", String.class),
                                        required(row, "hash", String.class),
                                        moved(row),
                                        required(row, "occurred_on", LocalDate.class),
                                        row.get("memo", String.class))),
                        id,
                        activities.stream().map(Due::number).toArray(Integer[]::new))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /** What stands of these activities' transactions, by identifier and key. */
    Mono<Map<String, Map<String, ImportLedger.Standing>>> standing(List<Due> activities) {
        return jobs.many(
                        """
                        select identifier, key, hash, kind, currency, minor, gone, revision, occurred_on from iati_transactions
                        where identifier = any ($1)
                        """,
                        row -> Map.entry(
                                required(row, "identifier", String.class),
                                new ImportLedger.Standing(
                                        required(row, "key", String.class),
                                        required(row, "hash", String.class),
                                        moved(row),
                                        required(row, "gone", Boolean.class),
                                        required(row, "revision", Integer.class),
                                        required(row, "occurred_on", LocalDate.class))),
                        (Object) activities.stream()
                                .map(due -> due.project().identifier())
                                .toArray(String[]::new))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey,
                        Collectors.mapping(
                                Map.Entry::getValue,
                                Collectors.toMap(ImportLedger.Standing::key, Function.identity()))));
    }

    private static ImportLedger.@Nullable Moved moved(Readable row) {
        String kind = row.get("kind", String.class);
        return kind == null
                ? null
                : new ImportLedger.Moved(
                        kind, required(row, "currency", String.class), required(row, "minor", Long.class));
    }

    /** Writes down what stands of transactions from now on. */
    Mono<Void> write(UUID id, List<Map.Entry<String, ImportLedger.Fact>> facts) {
        String rows = JSON.writeValueAsString(facts.stream()
                .map(entry -> Map.<String, Object>of(
                        "identifier", entry.getKey(),
                        "key", entry.getValue().key(),
                        "revision", entry.getValue().revision(),
                        "gone", entry.getValue().gone()))
                .toList());
        return facts.isEmpty()
                ? Mono.empty()
                : Flux.just("""
                                insert into iati_transactions
                                  (identifier, key, hash, type, occurred_on, amount, kind, currency, minor, revision, import_id)
                                select a.identifier, t.key, t.hash, t.type, t.occurred_on, t.amount, t.kind, t.currency, t.minor,
                                  f.revision, t.import_id
                                from jsonb_to_recordset($2::jsonb) f (identifier text, key text, revision int, gone boolean)
                                join import_activities a on a.import_id = $1 and a.identifier = f.identifier
                                join import_transactions t on t.import_id = $1 and t.activity = a.number and t.key = f.key
                                where not f.gone
                                on conflict (identifier, key) do update set
                                  hash = excluded.hash, type = excluded.type, occurred_on = excluded.occurred_on,
                                  amount = excluded.amount, kind = excluded.kind, currency = excluded.currency,
                                  minor = excluded.minor, gone = false, revision = excluded.revision, import_id = excluded.import_id
                                """, """
                                update iati_transactions s set gone = true, kind = null, minor = null, import_id = $1
                                from jsonb_to_recordset($2::jsonb) f (identifier text, key text, gone boolean)
                                where f.gone and s.identifier = f.identifier and s.key = f.key
                                """)
                        .concatMap(sql -> jobs.change(sql, id, rows))
                        .then();
    }

    Mono<Import> findHere(UUID id) {
        return jobs.one("select %s from imports where id = $1".formatted(COLUMNS), ImportRepository::read, id);
    }

    Flux<ImportFinding> findingsHere(UUID id, int limit) {
        return jobs.many("""
                select line, number, element, verdict, reason, message from import_findings
                where import_id = $1 order by (verdict <> 'REFUSED'), line, number limit $2
                """, ImportRepository::finding, id, limit);
    }

    private static Import read(Readable row) {
        String refusal = row.get("refusal", String.class);
        return new Import(
                required(row, "id", UUID.class),
                required(row, "file_name", String.class),
                ImportState.valueOf(required(row, "state", String.class)),
                required(row, "progress", Integer.class),
                required(row, "created_at", Instant.class),
                JSON.readValue(required(row, "counts", String.class), COUNTS),
                refusal == null ? null : ImportRefusal.valueOf(refusal));
    }

    private static ImportFinding finding(Readable row) {
        return new ImportFinding(
                required(row, "line", Integer.class),
                required(row, "number", Integer.class),
                required(row, "element", String.class),
                ImportVerdict.valueOf(required(row, "verdict", String.class)),
                required(row, "reason", String.class),
                required(row, "message", String.class));
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
