package org.sanad.api.platform.files;

import java.nio.file.Path;
import org.springframework.core.io.Resource;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps bytes under keys. A key is made by Sanad, never by a client; what stands under one never changes. */
interface FileStore {

    /** Streams bytes to a key, whole or not at all, and tells how many. Fails with {@link TooLarge} past {@code limit}. Never empty. */
    Mono<Long> put(String key, Flux<DataBuffer> bytes, long limit);

    /** Keeps bytes that are at hand. Empty when done. */
    Mono<Void> put(String key, byte[] bytes);

    /** Finds what stands under a key. Empty when nothing does. */
    Mono<Resource> find(String key);

    /** Gives the bytes as a file that can be read more than once. Empty when there are none. */
    Mono<Path> file(String key);

    /** Gives bytes another key, which then has nothing else. Empty when done. */
    Mono<Void> move(String from, String to);

    /** Forgets a key, whether or not something stands there. Empty when done. */
    Mono<Void> remove(String key);

    /** More bytes than allowed. */
    final class TooLarge extends RuntimeException {
        TooLarge(long limit) {
            super("more than " + limit + " bytes", null, false, false);
        }
    }
}
