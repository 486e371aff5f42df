package org.sanad.api.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanad.api.support.SanadTest;

/** Previews files: what each would do, and why it would do nothing at all. */
@SanadTest
class ImportPreviewTest {

    private final Imports imports;

    @TempDir
    private Path folder;

    ImportPreviewTest(Imports imports) {
        this.imports = imports;
    }

    @Test
    void tellsWhatASoundFileWouldDoAndTouchesNothing() throws IOException {
        Import previewed = preview(SyntheticIati.file(50));
        assertThat(previewed.state()).isEqualTo(ImportState.PREVIEWED);
        assertThat(previewed.progress()).isEqualTo(100);
        assertThat(previewed.refusal()).isNull();
        assertThat(previewed.counts())
                .containsExactlyInAnyOrder(
                        new ImportCount(ImportedKind.ACTIVITY, ImportVerdict.CREATED, 50),
                        new ImportCount(ImportedKind.ORGANIZATION, ImportVerdict.CREATED, 2),
                        new ImportCount(ImportedKind.TRANSACTION, ImportVerdict.CREATED, 100));
    }

    @Test
    void refusesAsAWholeWhatIsWrongInOnePlace() throws IOException {
        String file = SyntheticIati.file(90)
                .replace("XX-TEST-1-77</iati-identifier>", "XX-TEST-1-77</iati-identifier><more/>");
        Import refused = preview(file);
        assertThat(refused.state()).isEqualTo(ImportState.REFUSED);
        assertThat(refused.refusal()).isEqualTo(ImportRefusal.INVALID_CONTENT);
        assertThat(refused.counts())
                .containsExactlyInAnyOrder(
                        new ImportCount(ImportedKind.ACTIVITY, ImportVerdict.REFUSED, 90),
                        new ImportCount(ImportedKind.TRANSACTION, ImportVerdict.REFUSED, 180));
        assertThat(imports.findingsHere(refused.id(), 10).collectList().block())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.line()).isEqualTo(78);
                    assertThat(finding.element()).isEqualTo("iati-activity[XX-TEST-1-77]/more");
                    assertThat(finding.reason()).isEqualTo("structure.unexpected-element");
                    assertThat(finding.verdict()).isEqualTo(ImportVerdict.REFUSED);
                });
    }

    @Test
    void refusesEachKindOfUnreadableFileForItsOwnReason() throws IOException {
        Map<String, ImportRefusal> refusals = Map.of(
                "<iati-activities version=\"2.03\">",
                ImportRefusal.BROKEN_XML,
                "<!DOCTYPE x><iati-activities version=\"2.03\"/>",
                ImportRefusal.FORBIDDEN_XML,
                "<iati-activities version=\"1.05\"/>",
                ImportRefusal.UNSUPPORTED_VERSION,
                "<feed/>",
                ImportRefusal.NOT_IATI,
                "<iati-activities version=\"2.03\"><iati-activity>" + "<a>".repeat(200),
                ImportRefusal.TOO_LARGE,
                "<iati-activities version=\"2.03\"/>",
                ImportRefusal.INVALID_CONTENT);
        for (Map.Entry<String, ImportRefusal> each : refusals.entrySet()) {
            Import refused = preview(each.getKey());
            assertThat(refused.refusal()).isEqualTo(each.getValue());
            assertThat(imports.findingsHere(refused.id(), 10).collectList().block())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.message()).isNotBlank());
        }
    }

    @Test
    void tellsOfWhatThePublisherMayWishToKnow() throws IOException {
        String file = SyntheticIati.file(1)
                .replace("ref=\"XX-TEST-1\"", "ref=\"XX-TEST/1\"")
                .replace(
                        "<value value-date=\"2025-03-01\">1250<",
                        "<value value-date=\"2025-03-01\" currency=\"XAU\">1250<");
        Import previewed = preview(file);
        assertThat(previewed.state()).isEqualTo(ImportState.PREVIEWED);
        assertThat(imports.findingsHere(previewed.id(), 10).collectList().block())
                .extracting(ImportFinding::reason, ImportFinding::verdict)
                .containsExactlyInAnyOrder(
                        tuple("rule.1.14.13", ImportVerdict.CREATED),
                        tuple("rule.1.1.21", ImportVerdict.CREATED),
                        tuple("import.currency-unknown", ImportVerdict.CREATED));
    }

    @Test
    void tellsProgressAsItReads() throws IOException {
        Path file = Files.writeString(folder.resolve("long.xml"), SyntheticIati.file(2_000), StandardCharsets.UTF_8);
        List<Import> told = imports.previewHere(file).collectList().block(Duration.ofMinutes(1));
        assertThat(told).hasSizeGreaterThan(10);
        assertThat(told).extracting(Import::progress).isSorted();
        assertThat(told.getFirst().state()).isEqualTo(ImportState.READING);
        assertThat(told.getLast().state()).isEqualTo(ImportState.PREVIEWED);
    }

    @Test
    void previewsTheRealFilesAsTheOfficialValidatorJudgesThem() {
        Path real = SharedData.standards().resolve("real/iati");
        Map<String, String> told = new TreeMap<>();
        for (String name : RealFiles.NAMES) {
            Import previewed = imports.previewHere(real.resolve(name)).blockLast(Duration.ofMinutes(1));
            told.put(name, previewed.state() + " " + previewed.refusal() + " " + RealFiles.counted(previewed));
        }
        assertThat(told).isEqualTo(RealFiles.PREVIEWS);
    }

    private Import preview(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("file.xml"), text, StandardCharsets.UTF_8);
        return imports.previewHere(file).blockLast(Duration.ofMinutes(1));
    }
}
