package org.sanad.standalone;

import java.io.Console;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sanad.api.reporting.Import;
import org.sanad.api.reporting.ImportCount;
import org.sanad.api.reporting.ImportFinding;
import org.sanad.api.reporting.ImportState;
import org.sanad.api.reporting.Imports;
import reactor.core.publisher.Flux;

/** Imports an IATI 2.x activity file at the console: previews it, and carries it out unless only the preview was asked for. */
final class ImportCommand {

    private static final int SHOWN = 20;
    private static final int WIDTH = 40;

    private final Imports imports;
    private final Progress progress;
    private final boolean terminal =
            Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();

    private ImportCommand(Imports imports, Progress progress) {
        this.imports = imports;
        this.progress = progress;
    }

    /** Imports into the Sanad that runs on this home. Ends with a sentence where the file is refused; then nothing has changed. */
    static void run(Home home, List<String> arguments, Progress progress) {
        boolean previewOnly = arguments.contains("--preview");
        Path file = arguments.stream()
                .filter(argument -> !argument.startsWith("--"))
                .findFirst()
                .map(Path::of)
                .orElseThrow(() -> new CannotRun("Say which file to import: make import FILE=…"));
        if (!Files.isRegularFile(file)) {
            throw new CannotRun("There is no file " + file + ".");
        }
        try (Running running = Running.attach(home, progress)) {
            new ImportCommand(running.api().getBean(Imports.class), progress).take(file, previewOnly);
        }
    }

    private void take(Path file, boolean previewOnly) {
        Import previewed = follow("Reading", imports.previewHere(file));
        tell(previewed, "would be");
        if (previewed.state() != ImportState.PREVIEWED) {
            throw new CannotRun("Refused (" + previewed.refusal() + "). Nothing was changed.");
        }
        if (previewOnly) {
            progress.say("Nothing was changed: this was the preview.");
            return;
        }
        Import done = follow("Importing", imports.runHere(previewed.id()));
        if (done.state() != ImportState.DONE) {
            tell(done, "would be");
            throw new CannotRun("The import was rolled back. Nothing was changed.");
        }
        progress.say("Imported %s.", file.getFileName());
        done.counts().forEach(count -> progress.say("  %s", count(count, "")));
    }

    private Import follow(String what, Flux<Import> told) {
        Import last = told.doOnNext(now -> bar(what, now.progress())).blockLast(Duration.ofHours(1));
        if (terminal) {
            progress.say("");
        }
        if (last == null) {
            throw new CannotRun("The import is not there any more.");
        }
        return last;
    }

    private void bar(String what, int percent) {
        if (terminal) {
            int full = percent * WIDTH / 100;
            System.out.printf("\r  %-10s [%s%s] %3d %%", what, "#".repeat(full), " ".repeat(WIDTH - full), percent);
            System.out.flush();
        } else if (percent == 100) {
            progress.say("  %-10s 100 %%", what);
        }
    }

    private void tell(Import taken, String would) {
        taken.counts().forEach(count -> progress.say("  %s", count(count, would)));
        List<ImportFinding> findings = imports.findingsHere(taken.id(), SHOWN + 1)
                .collectList()
                .blockOptional()
                .orElse(List.of());
        findings.stream()
                .limit(SHOWN)
                .forEach(finding -> progress.say(
                        "  line %d: %s (%s, %s)",
                        finding.line(), finding.message(), finding.element(), finding.reason()));
        if (findings.size() > SHOWN) {
            progress.say("  … and more.");
        }
    }

    private static String count(ImportCount count, String would) {
        return "%6d %s %s %s"
                .formatted(
                        count.count(),
                        plural(count),
                        would,
                        count.verdict().name().toLowerCase(Locale.ROOT))
                .replace("  ", " ");
    }

    private static String plural(ImportCount count) {
        String one = switch (count.kind()) {
            case ORGANIZATION -> "organization";
            case ACTIVITY -> "activity";
            case TRANSACTION -> "transaction";
        };
        if (count.count() == 1) {
            return one;
        }
        return one.endsWith("y") ? one.substring(0, one.length() - 1) + "ies" : one + "s";
    }
}
