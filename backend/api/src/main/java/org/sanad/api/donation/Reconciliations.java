package org.sanad.api.donation;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.api.donation.Reconciliation.Line;
import org.sanad.api.donation.Reconciliation.Verdict;
import org.sanad.api.platform.db.Database;
import org.sanad.api.platform.db.Ids;
import org.sanad.api.platform.db.Sql;
import org.sanad.api.platform.files.Upload;
import org.sanad.api.platform.files.Uploads;
import org.sanad.api.platform.graphql.Connection;
import org.sanad.api.platform.graphql.Cursors;
import org.sanad.api.platform.graphql.GlobalId;
import org.sanad.api.platform.graphql.Keyset;
import org.sanad.api.platform.graphql.Page;
import org.sanad.api.platform.money.Currencies;
import org.sanad.api.platform.money.Money;
import org.sanad.api.platform.security.Actor;
import org.sanad.api.platform.security.PublicAccess;
import org.sanad.api.platform.security.SignedIn;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** Comparisons of the ledger with the gateway's settlement files. */
@Service
public class Reconciliations {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Keyset NEWEST = Keyset.time("reconciliations", "r.created_at", "r.id");
    private static final String LINES = "reconciliation lines";
    private static final String COLUMNS =
            "r.id, r.organization_id, r.file_name, r.created_at, r.matched, r.missing_here, r.missing_there, r.different";

    private final Database database;
    private final Uploads uploads;
    private final PaymentProvider provider;
    private final Currencies currencies;
    private final Cursors cursors;
    private final Clock clock;

    Reconciliations(
            Database database,
            Uploads uploads,
            PaymentProvider provider,
            Currencies currencies,
            Cursors cursors,
            Clock clock) {
        this.database = database;
        this.uploads = uploads;
        this.provider = provider;
        this.currencies = currencies;
        this.cursors = cursors;
        this.clock = clock;
    }

    /** Fetches comparisons that the viewer may see; others are left out. Never empty. */
    @PublicAccess
    public Mono<Map<UUID, Reconciliation>> byIds(Set<UUID> ids) {
        return database.many(
                        "select " + COLUMNS + " from reconciliations r where r.id = any ($1)",
                        Reconciliations::reconciliation,
                        (Object) ids.toArray(UUID[]::new))
                .collectMap(Reconciliation::id);
    }

    /** Lists an organization's comparisons, newest first. Empty where the viewer doesn't manage its finance. */
    @PublicAccess
    public Mono<Connection<Reconciliation>> of(UUID organization, Page page) {
        var sql = new Sql()
                .add(
                        "select " + COLUMNS + ", " + NEWEST.key()
                                + " as sort_key from reconciliations r where r.organization_id = ?",
                        organization);
        NEWEST.after(sql, page, cursors);
        NEWEST.order(sql, page);
        return manages(organization)
                .flatMap(yes -> database.many(
                                sql.text(),
                                row -> new Keyset.Row<>(
                                        Rows.the(row, "id", UUID.class),
                                        Rows.the(row, "sort_key", Long.class),
                                        reconciliation(row)),
                                sql.values())
                        .collectList())
                .map(rows -> NEWEST.connection(rows, page, cursors, null));
    }

    /** Lists what a comparison says, the faults first. Never empty. */
    @PublicAccess
    public Mono<Connection<Line>> lines(UUID reconciliation, Page page) {
        long after = page.cursor() == null
                ? 0
                : (Long) cursors.decode(LINES, page.cursor()).getFirst();
        return database.many(
                        """
                        select n, verdict, payment_reference, donation_id, stated_amount, stated_currency from reconciliation_lines
                        where reconciliation_id = $1 and n > $2 order by n limit $3""",
                        row -> {
                            var amount = row.get("stated_amount", Long.class);
                            return new Line(
                                    Rows.the(row, "n", Integer.class),
                                    Rows.word(row, "verdict", Verdict.class),
                                    Rows.the(row, "payment_reference", String.class),
                                    row.get("donation_id", UUID.class),
                                    amount == null
                                            ? null
                                            : new Money(amount, Rows.the(row, "stated_currency", String.class)));
                        },
                        reconciliation,
                        (int) after,
                        page.limit())
                .collectList()
                .map(rows -> Connection.of(rows, page, line -> cursors.encode(LINES, (long) line.n())));
    }

    /** Where the gateway offers a day's file. Empty where the viewer doesn't manage the finance, or the gateway offers none by URL. */
    @PublicAccess
    public Mono<URI> settlementFile(UUID organization, LocalDate day) {
        return manages(organization).flatMap(yes -> Mono.justOrEmpty(provider.settlementFile(organization, day)));
    }

    /** Emits true for whoever manages the organization's finance; empty for everyone else. */
    private Mono<Boolean> manages(UUID organization) {
        return Actor.current()
                .flatMap(actor -> database.one(
                        "select $1 = any (finance_organizations()) as yes", row -> Rows.yes(row, "yes"), organization))
                .filter(yes -> yes);
    }

    /** Compares the ledger with an uploaded file, and keeps what was found. Never empty. For the organization's finance office. */
    @SignedIn
    public Mono<Change<Reconciliation>> reconcile(UUID organization, String uploadId) {
        var upload = GlobalId.decode('F', uploadId).orElse(new UUID(0, 0));
        return manages(organization)
                .flatMap(yes -> uploads.open(upload, Upload.Purpose.SETTLEMENT_FILE)
                        .filter(received ->
                                organization.equals(received.upload().organizationId()))
                        .flatMap(received -> Mono.fromCallable(() -> read(received.file()))
                                .subscribeOn(Schedulers.boundedElastic())
                                .flatMap(file -> keep(organization, received.upload(), file))
                                .onErrorResume(
                                        SettlementFile.Malformed.class,
                                        wrong -> Mono.just(Change.refused(
                                                DonationFault.Code.FILE_REFUSED,
                                                String.valueOf(wrong.getMessage()),
                                                "uploadId"))))
                        .defaultIfEmpty(Change.refused(DonationFault.Code.NOT_FOUND, "No such upload.", "uploadId")))
                .defaultIfEmpty(
                        Change.refused(DonationFault.Code.NOT_FOUND, "No such organization.", "organizationId"));
    }

    private SettlementFile read(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return SettlementFile.read(lines, currencies);
        } catch (java.io.UncheckedIOException failure) {
            if (failure.getCause() instanceof MalformedInputException) {
                throw new SettlementFile.Malformed(1, "the file is not UTF-8.");
            }
            throw failure;
        }
    }

    private Mono<Change<Reconciliation>> keep(UUID organization, Upload upload, SettlementFile file) {
        return database.transaction(() -> database.many(
                        """
                        select d.id, d.payment_reference, d.amount, d.currency, d.created_at, d.settled_at, d.refund_completed_at
                        from donations d
                        where d.organization_id = $1 and d.channel = 'GATEWAY' and d.payment_reference is not null
                          and (d.payment_reference = any ($2) or (d.created_at >= $3 and d.settled_at < $4))
                          and exists (select from transfers t where t.donation_id = d.id and t.kind in ('GIFT', 'HELD'))""",
                        row -> new SettlementFile.Held(
                                Rows.the(row, "id", UUID.class),
                                Rows.the(row, "payment_reference", String.class),
                                Rows.money(row, "amount"),
                                Rows.the(row, "created_at", Instant.class),
                                row.get("settled_at", Instant.class),
                                row.get("refund_completed_at", Instant.class)),
                        organization,
                        file.payments().keySet().toArray(String[]::new),
                        file.from(),
                        file.to())
                .collectList()
                .map(file::compare)
                .flatMap(lines -> Actor.current().flatMap(actor -> {
                    var made = new Reconciliation(
                            Ids.next(),
                            organization,
                            upload.fileName(),
                            clock.instant(),
                            count(lines, Verdict.MATCHED),
                            count(lines, Verdict.MISSING_HERE),
                            count(lines, Verdict.MISSING_THERE),
                            count(lines, Verdict.DIFFERENT));
                    return insert(made, upload.id(), actor.id(), lines)
                            .<Change<Reconciliation>>thenReturn(new Change.Done<>(made));
                })));
    }

    private Mono<Long> insert(Reconciliation made, UUID upload, UUID actor, List<Line> lines) {
        var rows = lines.stream()
                .map(line -> {
                    var row = new LinkedHashMap<String, @Nullable Object>();
                    row.put("n", line.n());
                    row.put("verdict", line.verdict());
                    row.put("payment_reference", line.paymentReference());
                    row.put("donation_id", line.donationId());
                    row.put(
                            "stated_amount",
                            line.statedAmount() == null
                                    ? null
                                    : line.statedAmount().minor());
                    row.put(
                            "stated_currency",
                            line.statedAmount() == null
                                    ? null
                                    : line.statedAmount().currency());
                    return row;
                })
                .toList();
        return database.change(
                        """
                        insert into reconciliations (id, organization_id, upload_id, file_name, created_at, created_by, matched, missing_here,
                          missing_there, different)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)""",
                        made.id(),
                        made.organizationId(),
                        upload,
                        made.fileName(),
                        made.createdAt(),
                        actor,
                        made.matched(),
                        made.missingHere(),
                        made.missingThere(),
                        made.different())
                .flatMap(written -> database.change("""
                        insert into reconciliation_lines (reconciliation_id, n, verdict, payment_reference, donation_id, stated_amount,
                          stated_currency)
                        select $1, l.* from jsonb_to_recordset($2::jsonb)
                          l (n int, verdict text, payment_reference text, donation_id uuid, stated_amount bigint, stated_currency text)""", made.id(), JSON.writeValueAsString(rows)));
    }

    private static int count(List<Line> lines, Verdict verdict) {
        return Math.toIntExact(
                lines.stream().filter(line -> line.verdict() == verdict).count());
    }

    private static Reconciliation reconciliation(io.r2dbc.spi.Readable row) {
        return new Reconciliation(
                Rows.the(row, "id", UUID.class),
                Rows.the(row, "organization_id", UUID.class),
                Rows.the(row, "file_name", String.class),
                Rows.the(row, "created_at", Instant.class),
                Rows.the(row, "matched", Integer.class),
                Rows.the(row, "missing_here", Integer.class),
                Rows.the(row, "missing_there", Integer.class),
                Rows.the(row, "different", Integer.class));
    }
}
