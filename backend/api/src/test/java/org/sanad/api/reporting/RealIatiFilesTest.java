package org.sanad.api.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.sanad.api.reporting.Finding.Severity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what real publishers published; the official validator's verdicts on the same files are the measure. */
class RealIatiFilesTest {

    /** Needs a register of organisations from outside, which the importer doesn't ask. */
    private static final String REGISTER_RULE = "1.14.8";

    private final Path folder = SharedData.standards().resolve("real/iati");

    @Test
    void agreesWithTheOfficialValidatorOnEveryFile() throws IOException {
        JsonNode files = JsonMapper.shared()
                .readTree(Files.readString(folder.resolve("expected.json")))
                .path("files");
        Map<String, String> told = new TreeMap<>();
        Map<String, String> expected = new TreeMap<>();
        files.properties().forEach(file -> {
            expected.put(file.getKey(), expected(file.getValue()));
            told.put(file.getKey(), told(file.getKey()));
        });
        expected.put("v1-unsupported-CAFOD-2013.xml", "UNSUPPORTED_VERSION line 2, 57 activities, 358 transactions");
        assertThat(told).isEqualTo(expected).hasSize(11);
    }

    @Test
    void tellsReasonAndLineOfWhatIsWrong() throws IOException, RefusedFile {
        assertThat(read("GB-COH-871954.xml").errors())
                .extracting(Finding::line, Finding::element, Finding::reason)
                .containsExactly(
                        tuple(79, "iati-activity[GB-COH-871954-QR00646]//recipient-country", "rule.3.1.4"),
                        tuple(80, "iati-activity[GB-COH-871954-QR00646]/sector", "structure.missing-attribute"));
        assertThat(read("GB-GOV-1.xml").errors())
                .filteredOn(finding -> finding.reason().startsWith("structure."))
                .hasSize(71)
                .allMatch(finding -> finding.reason().equals("structure.unknown-attribute"))
                .allMatch(finding -> finding.message().contains("vocabulary"));
    }

    private static String expected(JsonNode file) {
        Map<String, Integer> rules = new TreeMap<>();
        file.path("rules")
                .properties()
                .forEach(rule -> rules.put(
                        rule.getKey() + " " + rule.getValue().path("severity").asString(),
                        rule.getValue().path("count").asInt()));
        rules.remove(REGISTER_RULE + " warning");
        return summary(
                file.path("activities").asInt(),
                file.path("transactions").asInt(),
                file.path("results").asInt(),
                file.path("xsdErrors").asInt(),
                rules);
    }

    private String told(String file) {
        try {
            Read read = read(file);
            Map<String, Integer> rules = new TreeMap<>();
            int structure = 0;
            for (Finding finding : read.findings()) {
                if (finding.reason().startsWith("rule.")) {
                    String severity = finding.severity() == Severity.ERROR ? " error" : " warning";
                    rules.merge(finding.reason().substring("rule.".length()) + severity, 1, Integer::sum);
                } else {
                    structure++;
                }
            }
            return summary(read.activities(), read.transactions(), read.results(), structure, rules);
        } catch (RefusedFile e) {
            return "%s line %d, %d activities, %d transactions"
                    .formatted(e.refusal(), e.line(), e.activities(), e.transactions());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String summary(
            int activities, int transactions, int results, int structure, Map<String, Integer> rules) {
        return "%d activities, %d transactions, %d results, %d structure errors, rules %s"
                .formatted(activities, transactions, results, structure, rules);
    }

    private Read read(String file) throws IOException, RefusedFile {
        Map<String, Integer> all = new HashMap<>();
        List<Finding> findings = new ArrayList<>();
        try (InputStream in = Files.newInputStream(folder.resolve(file));
                IatiReader reader = IatiReader.open(in, Clock.systemUTC())) {
            for (ReadActivity activity = reader.next(); activity != null; activity = reader.next()) {
                findings.addAll(activity.findings());
                all.merge("activities", 1, Integer::sum);
                all.merge("transactions", activity.transactions(), Integer::sum);
                all.merge("results", activity.results(), Integer::sum);
                boolean sound = activity.findings().stream().noneMatch(Finding::isError);
                assertThat(activity.content() != null).isEqualTo(sound);
                if (activity.content() != null) {
                    assertThat(activity.content().transactions()).hasSize(activity.transactions());
                }
            }
            findings.addAll(reader.rootFindings());
        }
        return new Read(
                all.getOrDefault("activities", 0),
                all.getOrDefault("transactions", 0),
                all.getOrDefault("results", 0),
                findings);
    }

    private record Read(int activities, int transactions, int results, List<Finding> findings) {
        List<Finding> errors() {
            return findings.stream().filter(Finding::isError).toList();
        }
    }
}
