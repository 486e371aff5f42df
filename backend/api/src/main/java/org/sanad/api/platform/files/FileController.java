package org.sanad.api.platform.files;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Takes uploads at signed URLs and serves pictures. Both stream, and have limits of their own. */
@RestController
class FileController {

    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final String SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'";

    private final Uploads uploads;
    private final Images images;

    FileController(Uploads uploads, Images images) {
        this.uploads = uploads;
        this.images = images;
    }

    @PutMapping("/files/uploads/{id}")
    Mono<ResponseEntity<Map<String, String>>> put(
            @PathVariable UUID id,
            @RequestParam long expires,
            @RequestParam String signature,
            ServerHttpRequest request) {
        var contentType = request.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE);
        return uploads.receive(
                        id,
                        expires,
                        signature,
                        contentType == null ? "" : contentType,
                        request.getBody().timeout(SILENCE))
                .map(arrival -> switch (arrival) {
                    case ACCEPTED -> ResponseEntity.noContent().build();
                    case NOT_FOR_US -> refused(HttpStatus.FORBIDDEN, "EXPIRED");
                    case TWICE -> refused(HttpStatus.CONFLICT, "ALREADY_SENT");
                    case WRONG_TYPE -> refused(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "WRONG_TYPE");
                    case TOO_LARGE -> refused(HttpStatus.CONTENT_TOO_LARGE, "TOO_LARGE");
                });
    }

    private static ResponseEntity<Map<String, String>> refused(HttpStatus status, String code) {
        return ResponseEntity.status(status).body(Map.of("code", code));
    }

    @GetMapping("/files/images/{name}")
    Mono<ResponseEntity<Resource>> image(@PathVariable String name) {
        return images.serve(name)
                .map(served -> {
                    var answer = ResponseEntity.ok()
                            .contentType(MediaType.parseMediaType(served.contentType()))
                            .header("X-Content-Type-Options", "nosniff")
                            .header("Content-Security-Policy", SANDBOX)
                            .cacheControl(
                                    served.state() == Image.State.SHOWN
                                            ? CacheControl.maxAge(Duration.ofDays(365))
                                                    .cachePublic()
                                                    .immutable()
                                            : CacheControl.noStore());
                    return answer.body(served.bytes());
                })
                .defaultIfEmpty(ResponseEntity.notFound().build());
    }
}
