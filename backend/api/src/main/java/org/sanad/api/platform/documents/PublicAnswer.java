package org.sanad.api.platform.documents;

import java.util.Set;
import org.springframework.http.HttpStatus;

/**
 * A finished answer to a question that anybody may ask.
 *
 * <p>Answers are never compared with each other: their bytes are shared, not copied.
 *
 * @param gzip the same, compressed
 * @param etag changes with the bytes
 * @param tags what it depends on; empty where it is not to be kept
 */
@SuppressWarnings("ArrayRecordComponent")
record PublicAnswer(HttpStatus status, byte[] bytes, byte[] gzip, String etag, Set<Object> tags) {

    boolean isKept() {
        return !tags.isEmpty();
    }

    int weight() {
        return bytes.length + gzip.length + 100 * tags.size() + 300;
    }
}
