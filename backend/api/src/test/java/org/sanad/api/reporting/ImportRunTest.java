package org.sanad.api.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanad.api.support.Api;
import org.sanad.api.support.SanadTest;
import reactor.core.publisher.Flux;

/** Carries imports out: once, again, changed, and broken off in the middle. */
@SanadTest
class ImportRunTest {

    private final Imports imports;

    @TempDir
    private Path folder;

    ImportRunTest(Imports imports) {
        this.imports = imports;
    }

    @Test
    void takesInEveryRealFileThatIsValidOnceAndTheSecondTimeNothing() throws SQLException {
        Path real = SharedData.standards().resolve("real/iati");
        Map<String, String> first = new TreeMap<>();
        Map<String, Set<ImportVerdict>> second = new TreeMap<>();
        for (String name : RealFiles.NAMES) {
            Import previewed = last(imports.previewHere(real.resolve(name)));
            if (previewed.state() == ImportState.REFUSED) {
                List<Long> before = standing();
                assertThat(imports.runHere(previewed.id()).collectList().block())
                        .isEmpty();
                assertThat(standing()).isEqualTo(before);
                first.put(name, "REFUSED " + previewed.refusal() + " " + RealFiles.counted(previewed));
                continue;
            }
            Import done = last(imports.runHere(previewed.id()));
            assertThat(done.state()).isEqualTo(ImportState.DONE);
            first.put(name, "PREVIEWED null " + RealFiles.counted(done));
            List<Long> once = standing();
            Import again = last(imports.previewHere(real.resolve(name)));
            Import twice = last(imports.runHere(again.id()));
            assertThat(twice.state()).isEqualTo(ImportState.DONE);
            second.put(name, twice.counts().stream().map(ImportCount::verdict).collect(Collectors.toSet()));
            assertThat(standing()).as(name).isEqualTo(once);
        }
        assertThat(first).isEqualTo(RealFiles.PREVIEWS);
        assertThat(second).hasSize(6);
        second.forEach((name, verdicts) -> assertThat(verdicts).as(name).containsExactly(ImportVerdict.UNCHANGED));
        assertBalanced();
    }

    @Test
    void makesABodyACampaignAndPostings() throws Exception {
        take(SyntheticIati.file(2).replace("XX-TEST", "XX-RUN1"));
        assertThat(rows("""
                select o.kind, o.jurisdiction, o.imported, o.name ->> 'en', k.scheme, k.value from organizations o
                join organization_identifiers k on k.organization_id = o.id where k.scheme like 'XX-RUN1%' order by k.value""")).containsExactly("NGO XX true Test Relief XX-RUN1 1", "NGO XX true Test Fund XX-RUN1 2");
        assertThat(rows("""
                select status, purpose, title ->> 'ar', sector, currency, goal, starts_on from campaigns
                where source_value like 'XX-RUN1%' order by source_value"""))
                .containsExactly(
                        "PAUSED PROJECT ماء للقرية 1 WATER USD 900000 2025-01-01",
                        "PAUSED PROJECT ماء للقرية 2 WATER USD 900000 2025-01-01");
        assertThat(rows("""
                select t.kind, t.currency, max(p.amount), t.occurred_at::date, t.memo from transfers t join postings p on p.transfer_id = t.id
                where t.origin like 'iati:XX-RUN1-1-1:%' group by t.id order by t.occurred_at"""))
                .containsExactly("GRANT USD 500050 2025-02-01 Test Fund", "DISBURSEMENT USD 125000 2025-03-01 null");
        assertThat(
                        rows(
                                "select raised from campaign_totals t join campaigns c on c.id = t.campaign_id where c.source_value = 'XX-RUN1-1-1'"))
                .containsExactly("500050");
        assertBalanced();
    }

    @Test
    void putsRightWhatThePublisherChanged() throws Exception {
        String file = SyntheticIati.file(3).replace("XX-TEST", "XX-RUN2");
        take(file);
        // one amount corrected, one transaction gone, one new with a negative amount, the title of another activity
        String changed = file.replaceFirst(">5000.50<", ">4000<")
                .replaceFirst("<transaction><transaction-type code=\"4\"/>.*?</transaction>", "")
                .replace("Water for village 2", "Clean water for village 2");
        int third = changed.lastIndexOf("</iati-activity>");
        changed = changed.substring(0, third)
                + "<transaction><transaction-type code=\"4\"/><transaction-date iso-date=\"2025-04-01\"/>"
                + "<value value-date=\"2025-04-01\">-250</value></transaction>" + changed.substring(third);
        Import done = take(changed);
        assertThat(done.counts())
                .containsExactlyInAnyOrder(
                        new ImportCount(ImportedKind.ORGANIZATION, ImportVerdict.UNCHANGED, 2),
                        new ImportCount(ImportedKind.ACTIVITY, ImportVerdict.CHANGED, 3),
                        new ImportCount(ImportedKind.TRANSACTION, ImportVerdict.CHANGED, 1),
                        new ImportCount(ImportedKind.TRANSACTION, ImportVerdict.UNCHANGED, 4),
                        new ImportCount(ImportedKind.TRANSACTION, ImportVerdict.CREATED, 1));
        assertThat(rows("""
                select c.source_value, a.kind, a.balance from accounts a join campaigns c on c.id = a.campaign_id
                where c.source_value like 'XX-RUN2%' and a.kind in ('FUND', 'SPENT') order by 1, 2"""))
                .containsExactly(
                        "XX-RUN2-1-1 FUND 400000",
                        "XX-RUN2-1-1 SPENT 0",
                        "XX-RUN2-1-2 FUND 375050",
                        "XX-RUN2-1-2 SPENT 125000",
                        "XX-RUN2-1-3 FUND 400050",
                        "XX-RUN2-1-3 SPENT 100000");
        assertThat(imports.findingsHere(done.id(), 10).collectList().block())
                .filteredOn(finding -> finding.reason().startsWith("import."))
                .extracting(ImportFinding::line, ImportFinding::reason, ImportFinding::verdict)
                .containsExactly(tuple(2, "import.transaction-gone", ImportVerdict.CHANGED));
        assertThat(rows("select title ->> 'en' from campaigns where source_value = 'XX-RUN2-1-2'"))
                .containsExactly("Clean water for village 2");
        List<Long> standing = standing();
        take(changed);
        assertThat(standing()).isEqualTo(standing);
        assertBalanced();
    }

    @Test
    void keepsOldSyrianPoundsApart() throws Exception {
        String file = SyntheticIati.file(1)
                .replace("XX-TEST", "XX-RUN3")
                .replace("default-currency=\"USD\"", "default-currency=\"SYP\"")
                .replace(
                        "<transaction-date iso-date=\"2025-03-01\"/><value value-date=\"2025-03-01\">1250<",
                        "<transaction-date iso-date=\"2026-03-01\"/><value value-date=\"2026-03-01\">12.50<");
        take(file);
        assertThat(rows("""
                select t.currency, max(p.amount) from transfers t join postings p on p.transfer_id = t.id
                where t.origin like 'iati:XX-RUN3%' and t.origin not like '%#funding' group by t.id order by 1""")).containsExactly("SYP 1250", "SYP-OLD 500050");
    }

    @Test
    void keepsPromisesAsFactsAndPostsThemNot() throws Exception {
        take(SyntheticIati.file(1)
                .replace("XX-TEST", "XX-RUN4")
                .replace("<transaction-type code=\"1\"/>", "<transaction-type code=\"2\"/>")
                .replace("<transaction-type code=\"4\"/>", "<transaction-type code=\"11\"/>"));
        assertThat(
                        rows(
                                "select type, amount, kind from iati_transactions where identifier like 'XX-RUN4%' order by type::int"))
                .containsExactly("2 5000.50 null", "11 1250 null");
        assertThat(rows("select id from transfers where origin like 'iati:XX-RUN4%'"))
                .isEmpty();
    }

    @Test
    void leavesNothingBehindWhenItBreaksOffInTheMiddle() throws Exception {
        String file = SyntheticIati.file(150).replace("XX-TEST", "XX-RUN5");
        Import previewed = last(imports.previewHere(write(file)));
        try (var connection = Api.as("sanad_owner");
                var statement = connection.createStatement()) {
            statement.execute("set search_path = sanad");
            statement.execute("""
                    create function break_off() returns trigger language plpgsql as $$
                    begin raise exception 'broken off' using errcode = 'check_violation'; end $$""");
            statement.execute("""
                    create trigger break_off before insert on campaigns for each row
                    when (new.source_value = 'XX-RUN5-1-149') execute function break_off()""");
        }
        try {
            List<Long> before = standing();
            Import refused = last(imports.runHere(previewed.id()));
            assertThat(refused.state()).isEqualTo(ImportState.REFUSED);
            assertThat(refused.refusal()).isEqualTo(ImportRefusal.INVALID_CONTENT);
            assertThat(standing()).isEqualTo(before);
            assertThat(rows("select slug from organizations where slug like 'xx-run5%'"))
                    .isEmpty();
            assertThat(imports.findingsHere(refused.id(), 5).collectList().block())
                    .extracting(ImportFinding::reason)
                    .containsExactly("import.contradicts");
        } finally {
            try (var connection = Api.as("sanad_owner");
                    var statement = connection.createStatement()) {
                statement.execute("set search_path = sanad");
                statement.execute("drop trigger break_off on campaigns");
                statement.execute("drop function break_off()");
            }
        }
        assertThat(take(file).state()).isEqualTo(ImportState.DONE);
    }

    @Test
    void judgesAgainWhenItRuns() throws Exception {
        Path file = write(SyntheticIati.file(4).replace("XX-TEST", "XX-RUN6"));
        Import one = last(imports.previewHere(file));
        Import other = last(imports.previewHere(file));
        assertThat(last(imports.runHere(one.id())).counts())
                .allMatch(count -> count.verdict() == ImportVerdict.CREATED);
        List<Long> standing = standing();
        assertThat(last(imports.runHere(other.id())).counts())
                .allMatch(count -> count.verdict() == ImportVerdict.UNCHANGED);
        assertThat(standing()).isEqualTo(standing);
    }

    private Import take(String text) throws IOException {
        Import previewed = last(imports.previewHere(write(text)));
        assertThat(previewed.state()).isEqualTo(ImportState.PREVIEWED);
        Import done = last(imports.runHere(previewed.id()));
        assertThat(done.state()).isEqualTo(ImportState.DONE);
        return done;
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("file.xml"), text, StandardCharsets.UTF_8);
    }

    private static Import last(Flux<Import> told) {
        return told.blockLast(Duration.ofMinutes(2));
    }

    /** How many of everything stands that an import may touch, and what the ledger moved. */
    private static List<Long> standing() throws SQLException {
        try (var connection = Api.as("sanad_job");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select count(*), (select count(*) from campaigns), (select count(*) from organization_identifiers),
                          (select count(*) from transfers), (select count(*) from postings), (select coalesce(sum(abs(amount)), 0) from postings),
                          (select count(*) from iati_activities), (select count(*) from iati_transactions),
                          (select coalesce(sum(version), 0) from campaigns), (select count(*) from organization_changes)
                        from organizations""")) {
            rows.next();
            List<Long> counts = new ArrayList<>();
            for (int i = 1; i <= 10; i++) {
                counts.add(rows.getLong(i));
            }
            return counts;
        }
    }

    /** Campaigns without an account never had money: other domains' tests set the totals of theirs by hand. */
    private static void assertBalanced() throws SQLException {
        assertThat(rows("select currency from postings group by currency having sum(amount) <> 0"))
                .isEmpty();
        assertThat(rows("""
                select t.campaign_id from campaign_totals t
                where t.campaign_id in (select campaign_id from accounts) and t.raised <> (
                  select coalesce(sum(p.amount), 0) from postings p join accounts a on a.id = p.account_id
                  where a.campaign_id = t.campaign_id and p.currency = t.currency)""")).isEmpty();
        assertThat(rows("select id from accounts where balance < 0 and kind in ('FUND', 'SPENT', 'ALLOCATED')"))
                .isEmpty();
    }

    private static List<String> rows(String sql) throws SQLException {
        try (var connection = Api.as("sanad_job");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    String column = rows.getString(i);
                    columns.add(String.valueOf(column).equals("t") ? "true" : String.valueOf(column));
                }
                found.add(String.join(" ", columns));
            }
            return found;
        }
    }
}
