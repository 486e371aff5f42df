package org.sanad.api.platform.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Keeps files in a directory. Bytes arrive under a temporary name and are moved to their own when they are whole, so that a broken upload or a
 * killed process leaves nothing that could be taken for a file.
 */
@Component
@EnableConfigurationProperties(FileSettings.class)
final class DiskStore implements FileStore {

    private static final Pattern KEY = Pattern.compile("[a-z0-9]+(?:[-/][a-z0-9]+)*");
    private final Path root;

    DiskStore(FileSettings settings) {
        this.root = settings.directory().toAbsolutePath().normalize();
        try {
            Files.createDirectories(root.resolve("arriving"));
        } catch (IOException failed) {
            throw new UncheckedIOException("SANAD_FILES_DIR cannot be written to: " + root, failed);
        }
    }

    @Override
    public Mono<Long> put(String key, Flux<DataBuffer> bytes, long limit) {
        return Mono.using(
                () -> root.resolve("arriving").resolve(UUID.randomUUID().toString()),
                arriving -> receive(arriving, bytes, limit)
                        .flatMap(size -> Mono.fromCallable(() -> {
                                    settle(arriving, key);
                                    return size;
                                })
                                .subscribeOn(Schedulers.boundedElastic())),
                DiskStore::discard);
    }

    private static Mono<Long> receive(Path arriving, Flux<DataBuffer> bytes, long limit) {
        return Mono.usingWhen(
                Mono.fromCallable(() -> AsynchronousFileChannel.open(
                                arriving, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW))
                        .subscribeOn(Schedulers.boundedElastic()),
                channel -> {
                    var size = new AtomicLong();
                    var counted = bytes.doOnDiscard(DataBuffer.class, DataBufferUtils::release)
                            .map(buffer -> {
                                if (size.addAndGet(buffer.readableByteCount()) > limit) {
                                    DataBufferUtils.release(buffer);
                                    throw new TooLarge(limit);
                                }
                                return buffer;
                            });
                    return DataBufferUtils.write(counted, channel)
                            .map(DataBufferUtils::release)
                            .then(Mono.fromSupplier(size::get));
                },
                channel -> Mono.fromCallable(() -> {
                    channel.close();
                    return true;
                }));
    }

    @Override
    public Mono<Void> put(String key, byte[] bytes) {
        return Mono.<Void>fromCallable(() -> {
                    var arriving =
                            root.resolve("arriving").resolve(UUID.randomUUID().toString());
                    try {
                        Files.write(arriving, bytes, StandardOpenOption.CREATE_NEW);
                        settle(arriving, key);
                    } finally {
                        Files.deleteIfExists(arriving);
                    }
                    return null;
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    @Override
    public Mono<Resource> find(String key) {
        return file(key).map(FileSystemResource::new);
    }

    @Override
    public Mono<Path> file(String key) {
        return Mono.fromCallable(() -> path(key)).filter(Files::isRegularFile).subscribeOn(Schedulers.boundedElastic());
    }

    @Override
    public Mono<Void> move(String from, String to) {
        return Mono.<Void>fromCallable(() -> {
                    settle(path(from), to);
                    return null;
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    @Override
    public Mono<Void> remove(String key) {
        return Mono.<Void>fromRunnable(() -> discard(path(key))).subscribeOn(Schedulers.boundedElastic());
    }

    private void settle(Path arriving, String key) throws IOException {
        var place = path(key);
        Files.createDirectories(place.getParent());
        Files.move(arriving, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path path(String key) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("not a key");
        }
        return root.resolve(key);
    }

    private static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
