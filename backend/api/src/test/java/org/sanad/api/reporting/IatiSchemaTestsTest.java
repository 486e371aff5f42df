package org.sanad.api.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the structure check against the standard's own schema tests: it must agree with every one. */
class IatiSchemaTestsTest {

    private final Path tests = SharedData.standards().resolve("iati/schema-tests");

    @Test
    void agreesOnAllActivityTests() throws IOException {
        assertThat(files("activity-tests/should-pass")).hasSize(58).allMatch(IatiSchemaTestsTest::isSound);
        assertThat(files("activity-tests/should-fail")).hasSize(225).noneMatch(IatiSchemaTestsTest::isSound);
    }

    @Test
    void refusesOrganisationFilesAsAnotherKindOfFile() throws IOException {
        assertThat(Stream.concat(
                        files("organisation-tests/should-pass").stream(),
                        files("organisation-tests/should-fail").stream()))
                .hasSize(139)
                .allMatch(file -> refusal(file) == ImportRefusal.NOT_IATI);
    }

    private List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(tests.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".xml"))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isSound(Path file) {
        try (IatiReader reader = open(file)) {
            boolean sound = true;
            for (ReadActivity activity = reader.next(); activity != null; activity = reader.next()) {
                sound &= isSound(activity.findings());
            }
            return sound && isSound(reader.rootFindings());
        } catch (RefusedFile e) {
            return false;
        }
    }

    private static boolean isSound(List<Finding> findings) {
        return findings.stream().noneMatch(finding -> finding.reason().startsWith("structure."));
    }

    private static ImportRefusal refusal(Path file) {
        try (IatiReader reader = open(file)) {
            throw new AssertionError("not refused: " + file + reader.activities());
        } catch (RefusedFile e) {
            return e.refusal();
        }
    }

    /** The tests' files name the version "xx", as the schema doesn't look at it; the reader does. */
    private static IatiReader open(Path file) throws RefusedFile {
        try {
            String text = Files.readString(file)
                    .replaceFirst("<iati-activities version=\"xx\"", "<iati-activities version=\"2.03\"");
            return IatiReader.open(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), Clock.systemUTC());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
