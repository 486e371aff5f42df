package org.sanad.api.reporting;

import static org.sanad.api.platform.db.Columns.one;
import static org.sanad.api.platform.db.Columns.required;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.db.Database;
import org.sanad.api.platform.db.Null;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Keeps imports, how far they are, and what is wrong or noteworthy in their files. */
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
                                one(row, "state", ImportState.class),
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
                one(row, "state", ImportState.class),
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
                one(row, "verdict", ImportVerdict.class),
                required(row, "reason", String.class),
                required(row, "message", String.class));
    }
}
