package org.sanad.api.platform.security;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.Settings;
import org.springframework.stereotype.Component;

/**
 * The one origin that browsers see. Refuses to start where it could not keep a session: browsers drop {@code __Host-} cookies silently on plain
 * http beyond the machine itself.
 */
@Component
public final class PublicOrigin {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final URI url;
    private final List<String> further;

    PublicOrigin(Settings settings, SecuritySettings security) {
        this.further = security.furtherOrigins();
        this.url = settings.publicUrl();
        var host = url.getHost();
        var scheme = url.getScheme();
        if (host == null || scheme == null || !Set.of("http", "https").contains(scheme)) {
            throw new IllegalStateException("SANAD_PUBLIC_URL must be an http or https URL, not " + url);
        }
        var path = url.getPath();
        if ((path != null && !path.isEmpty()) || url.getQuery() != null || url.getFragment() != null) {
            throw new IllegalStateException(
                    "SANAD_PUBLIC_URL is an origin, without a path or a slash at its end: " + url);
        }
        if (!isHttps() && !isLoopback()) {
            throw new IllegalStateException(
                    "SANAD_PUBLIC_URL must begin with https: browsers keep no session on " + url);
        }
        if (!isLoopback() && settings.secretKey().isEmpty()) {
            throw new IllegalStateException("SANAD_SECRET_KEY must be set: openssl rand -base64 32");
        }
    }

    /** Whether browsers reach Sanad over TLS. */
    public boolean isHttps() {
        return url.getScheme().equals("https");
    }

    private boolean isLoopback() {
        return LOOPBACK.contains(url.getHost().toLowerCase(Locale.ROOT));
    }

    /** Whether an {@code Origin} header names this origin, or one whose pages are ours too. */
    public boolean is(@Nullable String origin) {
        return url.toString().equalsIgnoreCase(origin) || (origin != null && further.contains(origin));
    }

    /** Whether a URL lies under this origin. */
    public boolean holds(URI other) {
        return other.toString().startsWith(url + "/");
    }

    /** Puts another place in front of a URL's path, where it lies under this origin; any other stays as it is. */
    URI direct(URI other, URI place) {
        return holds(other)
                ? URI.create(place + other.toString().substring(url.toString().length()))
                : other;
    }

    /**
     * Reads a place on this origin to go back to: a path, perhaps with a query. Empty for everything that a browser could take for another
     * place: two slashes, a backslash, control signs, a scheme.
     */
    public Optional<String> place(@Nullable String asked) {
        if (asked == null
                || asked.length() > 2_000
                || !asked.startsWith("/")
                || asked.startsWith("//")
                || asked.chars().anyMatch(sign -> sign <= ' ' || sign == '\\' || sign == 0x7F)) {
            return Optional.empty();
        }
        try {
            var there = url.resolve(URI.create(URI.create(asked).toASCIIString()));
            boolean ours = url.getHost().equals(there.getHost())
                    && url.getPort() == there.getPort()
                    && url.getScheme().equals(there.getScheme());
            return ours ? Optional.of(URI.create(asked).toASCIIString()) : Optional.empty();
        } catch (IllegalArgumentException noPlace) {
            return Optional.empty();
        }
    }

    /** The origin itself, without a slash at its end. */
    @Override
    public String toString() {
        return url.toString();
    }
}
