package org.sanad.api.platform.files;

import java.nio.file.Files;
import java.nio.file.Path;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Reads the first bytes of files. */
final class Heads {

    private Heads() {}

    /** The first {@link FileKind#HEAD} bytes, or fewer where the file is shorter. Never empty. */
    static Mono<byte[]> of(Path file) {
        return Mono.fromCallable(() -> {
                    try (var in = Files.newInputStream(file)) {
                        return in.readNBytes(FileKind.HEAD);
                    }
                })
                .subscribeOn(Schedulers.boundedElastic());
    }
}
