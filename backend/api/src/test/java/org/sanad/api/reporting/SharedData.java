package org.sanad.api.reporting;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the standards' own files, which lie beside the repository and not in it; tests that need them are skipped without them. */
final class SharedData {

    private SharedData() {}

    static Path standards() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path standards = at.resolve("shared/data/standards");
            if (Files.isDirectory(standards)) {
                return standards;
            }
        }
        assumeTrue(false, "Skipped: ../shared/data/standards is absent");
        throw new IllegalStateException("unreachable");
    }
}
