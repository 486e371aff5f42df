package org.sanad.identity.oauth;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanad.identity.IdentitySettings;
import org.sanad.identity.account.Departures;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tells the app, and nobody else, who left. Its address stands in the provider's metadata. */
@RestController
class DepartureList {

    static final String PATH = "/departures";

    private final Departures departures;
    private final byte[] expected;

    DepartureList(Departures departures, IdentitySettings settings) {
        this.departures = departures;
        this.expected = ("Basic "
                        + Base64.getEncoder()
                                .encodeToString((encoded(settings.clientId()) + ":" + encoded(settings.clientSecret()))
                                        .getBytes(StandardCharsets.UTF_8)))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A page of the list. */
    record Answer(List<Departures.Departure> departures) {}

    @GetMapping(PATH)
    ResponseEntity<Answer> after(
            @RequestParam(defaultValue = "0") long after,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String credentials) {
        if (credentials == null || !MessageDigest.isEqual(credentials.getBytes(StandardCharsets.UTF_8), expected)) {
            return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                    .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"departures\"")
                    .build();
        }
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new Answer(departures.after(after)));
    }

    /** RFC 6749, 2.3.1: name and secret are form-encoded before they become basic credentials. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
