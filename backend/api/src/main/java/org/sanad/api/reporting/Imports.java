package org.sanad.api.reporting;

import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.files.Upload;
import org.sanad.api.platform.files.Uploads;
import org.sanad.api.platform.graphql.Connection;
import org.sanad.api.platform.graphql.Cursors;
import org.sanad.api.platform.graphql.Page;
import org.sanad.api.platform.outbox.News;
import org.sanad.api.platform.security.Actor;
import org.sanad.api.platform.security.PublicAccess;
import org.sanad.api.platform.security.SignedIn;
import org.sanad.api.platform.security.SystemOnly;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes IATI activity files in: previewed first, then carried out, all of it or nothing. The same file again changes nothing. Reading and
 * carrying out are a job's work, on whichever node is free; whoever asked follows its progress.
 */
@Service
public class Imports {

    private static final Logger log = LoggerFactory.getLogger(Imports.class);
    private static final String LIST = "imports";
    private static final String FINDINGS = "import.findings";

    private final ImportRepository repository;
    private final ImportReading reading;
    private final ImportRunning running;
    private final Uploads uploads;
    private final News news;
    private final Cursors cursors;

    Imports(
            ImportRepository repository,
            ImportReading reading,
            ImportRunning running,
            Uploads uploads,
            News news,
            Cursors cursors) {
        this.repository = repository;
        this.reading = reading;
        this.running = running;
        this.uploads = uploads;
        this.news = news;
        this.cursors = cursors;
    }

    /** What became of a wish to preview or to carry out. */
    public sealed interface Outcome {
        /** It is under way; its progress can be followed. */
        record Begun(Import begun) implements Outcome {}

        /** There is no such upload or import that the viewer may see. */
        record NotFound() implements Outcome {}

        /** The viewer is no registrar; or the import is another's, and the viewer's role doesn't reach every jurisdiction. */
        record Forbidden() implements Outcome {}

        /** The upload's bytes have not arrived. */
        record Incomplete() implements Outcome {}

        /** The import doesn't wait for the word: it is being read, ran already, or was refused. */
        record WrongState(ImportState state) implements Outcome {}
    }

    /** Begins to read an uploaded file. Never empty: every refusal is an {@link Outcome}. */
    @SignedIn
    public Mono<Outcome> preview(UUID upload) {
        return registrar(() -> uploads.load(Set.of(upload))
                .mapNotNull(found -> found.get(upload))
                .filter(found -> found.purpose() == Upload.Purpose.IATI_FILE)
                .flatMap(found -> found.isComplete()
                        ? Actor.current()
                                .flatMap(actor -> repository.begin(actor.id(), upload, found.fileName()))
                                .<Outcome>map(Outcome.Begun::new)
                        : Mono.just(new Outcome.Incomplete()))
                .defaultIfEmpty(new Outcome.NotFound()));
    }

    /** Gives the word to carry a previewed import out. Never empty: every refusal is an {@link Outcome}. */
    @SignedIn
    public Mono<Outcome> run(UUID id) {
        return registrar(() -> repository
                .release(id)
                .<Outcome>map(Outcome.Begun::new)
                .switchIfEmpty(repository
                        .find(List.of(id))
                        .next()
                        .<Outcome>map(found -> found.state() == ImportState.PREVIEWED
                                ? new Outcome.Forbidden()
                                : new Outcome.WrongState(found.state())))
                .defaultIfEmpty(new Outcome.NotFound()));
    }

    private Mono<Outcome> registrar(Supplier<Mono<Outcome>> work) {
        return repository
                .isRegistrar()
                .flatMap(registrar -> registrar ? work.get() : Mono.just(new Outcome.Forbidden()));
    }

    /** Lists imports, newest first. Empty unless the viewer is a registrar. */
    @PublicAccess
    public Mono<Connection<Import>> list(Page page) {
        UUID before = page.cursor() == null
                ? null
                : (UUID) cursors.decode(LIST, page.cursor()).getFirst();
        return repository
                .isRegistrar()
                .filter(registrar -> registrar)
                .flatMap(registrar -> repository.latest(before, page.limit()).collectList())
                .map(rows -> Connection.of(rows, page, row -> cursors.encode(LIST, row.id())));
    }

    /** Loads imports by id. Never empty; what the viewer may not see is left out. */
    @PublicAccess
    public Mono<Map<UUID, Import>> load(Set<UUID> ids) {
        return repository.find(List.copyOf(ids)).collectMap(Import::id);
    }

    /** A page of an import's findings: what lists of many imports are loaded by. */
    public record FindingsOf(UUID importId, Page page) {}

    /**
     * Lists what is refused or noteworthy in files, in their order: one statement for all that are asked for the same page. Never empty; a page
     * without entries for who may not see it.
     */
    @PublicAccess
    public Mono<Map<FindingsOf, Connection<ImportFinding>>> findings(Set<FindingsOf> wanted) {
        Map<Page, List<UUID>> pages = wanted.stream()
                .collect(Collectors.groupingBy(
                        FindingsOf::page, Collectors.mapping(FindingsOf::importId, Collectors.toList())));
        return Flux.fromIterable(pages.entrySet())
                .flatMap(entry -> findings(entry.getValue(), entry.getKey()))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private Flux<Map.Entry<FindingsOf, Connection<ImportFinding>>> findings(List<UUID> ids, Page page) {
        List<Object> after = page.cursor() == null ? List.of(0L, -1L) : cursors.decode(FINDINGS, page.cursor());
        return repository
                .findings(ids, Math.toIntExact((Long) after.get(0)), Math.toIntExact((Long) after.get(1)), page.limit())
                .collectMultimap(Map.Entry::getKey, Map.Entry::getValue)
                .flatMapIterable(found -> ids.stream()
                        .map(id -> Map.entry(
                                new FindingsOf(id, page),
                                Connection.of(
                                        List.copyOf(found.getOrDefault(id, List.of())),
                                        page,
                                        row -> cursors.encode(FINDINGS, (long) row.line(), (long) row.number()))))
                        .toList());
    }

    /** Tells an import's state at once and then as it changes; completes with it. An error for who is no registrar. */
    @SignedIn
    public Flux<Import> follow(UUID id) {
        Mono<Import> now = repository
                .find(List.of(id))
                .next()
                .switchIfEmpty(Mono.error(() -> new AccessDeniedException("No such import for this viewer")));
        return Flux.merge(Flux.just(0L), news.about(id, "import.progressed").map(item -> item.position()))
                .onBackpressureLatest()
                .concatMap(told -> now, 1)
                .takeUntil(Import::isOver);
    }

    /** Reads a file that lies on this machine. Tells how far it is; the last is previewed or refused. */
    @SystemOnly
    public Flux<Import> previewHere(Path file) {
        String name = String.valueOf(file.getFileName());
        return repository
                .beginHere(name.substring(Math.max(0, name.length() - 200)))
                .flatMapMany(id -> told(id, ImportState.READING, reading.read(id, file)));
    }

    /** Carries a previewed import out. Tells how far it is; the last is done or refused. Empty where it doesn't wait for that. */
    @SystemOnly
    public Flux<Import> runHere(UUID id) {
        return repository.releaseHere(id).flatMapMany(released -> told(id, ImportState.RUNNING, carryOut(id)));
    }

    /** Lists what is refused in a file, and then what is noteworthy. */
    @SystemOnly
    public Flux<ImportFinding> findingsHere(UUID id, int limit) {
        return repository.findingsHere(id, limit);
    }

    /** Works on one import that waits for a node, to its end. Empty when none waits or it is done; errors leave it to be taken up again. */
    @SystemOnly
    Mono<UUID> work() {
        return repository.claim().flatMap(claimed -> work(claimed).then(Mono.just(claimed.id())));
    }

    private Mono<Void> work(ImportRepository.Claimed claimed) {
        Flux<Integer> steps = claimed.state() == ImportState.READING ? read(claimed) : carryOut(claimed.id());
        return told(claimed.id(), claimed.state(), steps).then();
    }

    private Flux<Integer> read(ImportRepository.Claimed claimed) {
        UUID upload = claimed.upload();
        return upload == null
                ? repository
                        .refuse(claimed.id(), ImportRefusal.BROKEN_XML, List.of())
                        .thenMany(Flux.empty())
                : uploads.received(upload, Upload.Purpose.IATI_FILE)
                        .flatMapMany(received -> reading.read(claimed.id(), received.file()));
    }

    /** Carries out; what the tables themselves refuse, refuses the file. Whatever else goes wrong leaves it previewed, to be tried again. */
    private Flux<Integer> carryOut(UUID id) {
        return running.run(id).onErrorResume(failure -> {
            log.warn("Import {} was rolled back", id, failure);
            return (refusedByTables(failure) ? running.refuse(id) : running.giveUp(id)).thenMany(Flux.empty());
        });
    }

    private static boolean refusedByTables(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataIntegrityViolationException
                    || cause instanceof R2dbcDataIntegrityViolationException) {
                return true;
            }
        }
        return false;
    }

    private Flux<Import> told(UUID id, ImportState step, Flux<Integer> percents) {
        return percents.distinctUntilChanged()
                .concatMap(percent -> repository.progress(id, step, percent).then(repository.findHere(id)), 1)
                .concatWith(Mono.defer(() -> repository.findHere(id)));
    }
}
