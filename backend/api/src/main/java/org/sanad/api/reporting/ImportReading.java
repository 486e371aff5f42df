package org.sanad.api.reporting;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.sanad.api.platform.money.Currencies;
import org.sanad.api.reporting.StagedRepository.Staged;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Reads a file into the tables where it waits, a few activities at a time, and judges it. Nothing that stands is touched. */
@Component
class ImportReading {

    private static final int MOST_ACTIVITIES = 40;
    private static final int MOST_CHARACTERS = 1_000_000;

    private final ImportRepository repository;
    private final StagedRepository staged;
    private final Currencies currencies;
    private final Clock clock;

    ImportReading(ImportRepository repository, StagedRepository staged, Currencies currencies, Clock clock) {
        this.repository = repository;
        this.staged = staged;
        this.currencies = currencies;
        this.clock = clock;
    }

    /** Reads a file to its end or its refusal. Tells percents as it goes; completes when the import is previewed or refused. */
    Flux<Integer> read(UUID id, Path file) {
        return Flux.defer(() -> {
            Tally tally = new Tally();
            Flux<Integer> reading = Flux.using(
                            () -> Opened.open(file, clock), opened -> batches(id, opened, tally), Opened::close)
                    .subscribeOn(Schedulers.boundedElastic());
            return repository
                    .clear(id)
                    .thenMany(reading)
                    .onErrorResume(
                            Refused.class,
                            refused -> refuse(id, tally, refused.why).thenMany(Flux.empty()));
        });
    }

    private Flux<Integer> batches(UUID id, Opened opened, Tally tally) {
        return Flux.<ReadActivity>generate(sink -> {
                    try {
                        ReadActivity next = opened.reader.next();
                        if (next == null) {
                            sink.complete();
                        } else {
                            sink.next(next);
                        }
                    } catch (RefusedFile e) {
                        sink.error(new Refused(e));
                    }
                })
                .bufferUntil(new Full())
                .concatMap(batch -> keep(id, batch, tally).thenReturn(opened.percent()), 1)
                .concatWith(Flux.defer(() -> finish(id, opened, tally).thenMany(Flux.just(100))));
    }

    private Mono<Void> keep(UUID id, List<ReadActivity> batch, Tally tally) {
        List<Staged> sound = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (ReadActivity read : batch) {
            IatiActivity content = read.content();
            IatiPlan plan = content == null ? null : IatiPlanner.plan(content, currencies);
            findings.addAll(read.findings());
            if (plan != null) {
                findings.addAll(plan.findings());
            }
            int number = tally.add(read);
            if (plan != null && plan.campaign() != null && !tally.refused) {
                sound.add(new Staged(number, read, plan));
            }
        }
        return repository.jobs().transaction(() -> staged.keep(id, sound).then(keepFindings(id, findings, tally)));
    }

    private Mono<Void> keepFindings(UUID id, List<Finding> findings, Tally tally) {
        tally.refused |= findings.stream().anyMatch(Finding::isError);
        int first = tally.findings;
        int room = Math.max(0, ImportRepository.MOST_FINDINGS - first);
        List<Finding> kept = findings.size() <= room ? findings : findings.subList(0, room);
        tally.findings += kept.size();
        return repository.keepFindings(id, first, kept);
    }

    private Mono<Void> finish(UUID id, Opened opened, Tally tally) {
        return keepFindings(id, opened.reader.rootFindings(), tally)
                .then(Mono.defer(() -> tally.refused
                        ? repository.refuse(id, ImportRefusal.INVALID_CONTENT, tally.refusedCounts())
                        : repository
                                .jobs()
                                .longTransaction(() -> staged.judge(id)
                                        .then(staged.outside(id))
                                        .flatMap(outside -> keepFindings(id, outside, tally))
                                        .then(Mono.defer(() -> previewed(id, opened, tally)))
                                        .flux())
                                .then()));
    }

    private Mono<Void> previewed(UUID id, Opened opened, Tally tally) {
        return tally.refused
                ? repository.refuse(id, ImportRefusal.INVALID_CONTENT, tally.refusedCounts())
                : staged.count(id)
                        .flatMap(counts ->
                                repository.settle(id, ImportState.PREVIEWED, null, counts, opened.reader.extensions()));
    }

    private Mono<Void> refuse(UUID id, Tally tally, RefusedFile why) {
        tally.activities = Math.max(tally.activities, why.activities());
        tally.transactions = Math.max(tally.transactions, why.transactions());
        String reason =
                "import." + why.refusal().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return keepFindings(id, List.of(Finding.error(why.line(), "iati-activities", reason, why.reason())), tally)
                .then(Mono.defer(() -> repository.refuse(id, why.refusal(), tally.refusedCounts())));
    }

    /** Says when a batch is full: by number or, as one activity may be millions of letters long, by length. */
    private static final class Full implements Predicate<ReadActivity> {

        private int activities;
        private int characters;

        @Override
        public boolean test(ReadActivity read) {
            activities++;
            characters += read.xml().length();
            boolean full = activities >= MOST_ACTIVITIES || characters >= MOST_CHARACTERS;
            activities = full ? 0 : activities;
            characters = full ? 0 : characters;
            return full;
        }
    }

    /** What has been met so far; touched by one thread at a time. */
    private static final class Tally {

        private int activities;
        private int transactions;
        private int findings;
        private boolean refused;

        int add(ReadActivity read) {
            transactions += read.transactions();
            return ++activities;
        }

        List<ImportCount> refusedCounts() {
            Map<ImportedKind, Integer> counts = new TreeMap<>();
            counts.put(ImportedKind.ACTIVITY, activities);
            counts.put(ImportedKind.TRANSACTION, transactions);
            return counts.entrySet().stream()
                    .filter(count -> count.getValue() > 0)
                    .map(count -> new ImportCount(count.getKey(), ImportVerdict.REFUSED, count.getValue()))
                    .toList();
        }
    }

    /** A file that is being read. */
    private record Opened(InputStream in, IatiReader reader, long size) {

        static Opened open(Path file, Clock clock) throws IOException, Refused {
            InputStream in = Files.newInputStream(file);
            try {
                return new Opened(in, IatiReader.open(in, clock), Math.max(1, Files.size(file)));
            } catch (RefusedFile e) {
                in.close();
                throw new Refused(e);
            }
        }

        int percent() {
            return (int) Math.min(99, reader.bytesRead() * 100 / size);
        }

        void close() {
            try (in) {
                reader.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Carries a refusal through a publisher. */
    private static final class Refused extends RuntimeException {

        private final transient RefusedFile why;

        Refused(RefusedFile why) {
            super(why);
            this.why = why;
        }
    }
}
