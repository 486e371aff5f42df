package org.sanad.api.platform.documents;

import java.util.Set;
import org.springframework.http.HttpStatus;

/**
 * A finished answer to a question that anybody may ask.
 *
 * @param gzip the same, compressed
 * @param etag changes with the bytes
 * @param tags what it depends on; empty where it is not to be kept
 */
record PublicAnswer(HttpStatus status, byte[] bytes, byte[] gzip, String etag, Set<Object> tags) {

    boolean isKept() {
        return !tags.isEmpty();
    }

    int weight() {
        return bytes.length + gzip.length + 100 * tags.size() + 300;
    }
}
