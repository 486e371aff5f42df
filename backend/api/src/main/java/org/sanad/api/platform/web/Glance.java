package org.sanad.api.platform.web;

import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Tells a visit from a glance: mail scanners and link previewers ask by {@code HEAD} whether a link is there, and browsers fetch ahead what may be
 * opened next. An address that works once must not be used up by either.
 */
public final class Glance {

    /** {@code Sec-Purpose} is the standard one; the others are what older browsers say. */
    private static final List<String> PURPOSES = List.of("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz");

    private Glance() {}

    /** Whether nobody has come yet who could be led anywhere. */
    public static boolean is(ServerHttpRequest request) {
        return HttpMethod.HEAD.equals(request.getMethod())
                || PURPOSES.stream()
                        .flatMap(name -> request.getHeaders().getOrEmpty(name).stream())
                        .anyMatch(Glance::isAhead);
    }

    /** {@code prefetch}, {@code prefetch;prerender}, and Safari's {@code preview}. */
    private static boolean isAhead(String purpose) {
        return purpose.contains("prefetch") || purpose.contains("prerender") || purpose.contains("preview");
    }

    /** What a glance sees: that something is there, and nothing that could be kept and shown in place of the visit. */
    public static ResponseEntity<Void> answer() {
        return ResponseEntity.status(HttpStatus.NO_CONTENT)
                .cacheControl(CacheControl.noStore())
                .build();
    }
}
