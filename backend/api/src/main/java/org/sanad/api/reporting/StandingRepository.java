package org.sanad.api.reporting;

import static org.sanad.api.platform.db.Columns.required;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.db.Database;
import org.sanad.api.reporting.StagedRepository.Due;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Keeps what stands of imported files, beside what the present one tells of the same. Acts for the job, within the caller's transaction. */
@Repository
class StandingRepository {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Database jobs;

    StandingRepository(@Qualifier("jobDatabase") Database jobs) {
        this.jobs = jobs;
    }

    /** Waits until no other import is being carried out: two at once would each take the other's things for missing. */
    Mono<Void> lock() {
        return jobs.many("select pg_advisory_xact_lock(hashtext('sanad import'))", row -> true)
                .then();
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
    Mono<Map<Integer, List<ImportLedger.Told>>> told(UUID id, List<Due> activities) {
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
}
