package org.sanad.api.platform.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.stereotype.Component;

/**
 * The app's built files, read once at the start: they are few and small, and what is in memory can't be reached by a path that climbs out of a
 * directory.
 */
@Component
public final class Assets {

    private final Map<String, Asset> byPath = new HashMap<>();

    /** A file as it is served; compressed once, where that gains anything. */
    static final class Asset {

        private final byte[] bytes;
        private final byte @Nullable [] gzip;
        private final MediaType type;
        private final String etag;
        private final boolean immutable;

        private Asset(byte[] bytes, byte @Nullable [] gzip, MediaType type, boolean immutable) {
            this.bytes = bytes;
            this.gzip = gzip;
            this.type = type;
            this.etag = '"' + hash(bytes) + '"';
            this.immutable = immutable;
        }

        byte[] bytes() {
            return bytes;
        }

        /** The compressed form; null where there is none. */
        byte @Nullable [] gzip() {
            return gzip;
        }

        MediaType type() {
            return type;
        }

        String etag() {
            return etag;
        }

        /** Whether its name changes with its content. */
        boolean immutable() {
            return immutable;
        }
    }

    Assets(WebSettings settings) {
        try {
            if (settings.directory().isEmpty()) {
                readClassPath();
            } else if (Files.isDirectory(Path.of(settings.directory()))) {
                readDirectory(Path.of(settings.directory()));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Finds a file by its path without the leading slash. Empty where there is none. */
    Optional<Asset> find(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    /** The page that the app starts from. Empty where the app was not built. */
    Optional<String> index() {
        return find("index.html").map(asset -> new String(asset.bytes(), StandardCharsets.UTF_8));
    }

    /** A file that the app's build wrote for the server to read. Empty where there is none. */
    public Optional<byte[]> bytes(String path) {
        return find(path).map(Asset::bytes);
    }

    private void readDirectory(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                add(directory.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
    }

    private void readClassPath() throws IOException {
        var resolver = new PathMatchingResourcePatternResolver();
        for (var resource : resolver.getResources("classpath*:/web/**")) {
            if (resource.isReadable() && resource.getFilename() != null) {
                var url = resource.getURL().toString();
                add(url.substring(url.indexOf("/web/") + 5), resource.getContentAsByteArray());
            }
        }
    }

    private void add(String path, byte[] bytes) {
        var type = MediaTypeFactory.getMediaType(path).orElse(MediaType.APPLICATION_OCTET_STREAM);
        var text = type.getType().equals("text")
                || type.getSubtype().contains("javascript")
                || type.getSubtype().contains("json")
                || type.getSubtype().contains("svg");
        if (path.endsWith(".webmanifest")) {
            type = MediaType.valueOf("application/manifest+json");
        } else if (type.getType().equals("text")) {
            type = new MediaType(type, StandardCharsets.UTF_8);
        }
        byPath.put(
                path,
                new Asset(
                        bytes,
                        text && bytes.length > 500 ? gzip(bytes) : null,
                        type,
                        path.startsWith("assets/") || path.startsWith("graphiql/assets/")));
    }

    /** Compresses. */
    public static byte[] gzip(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    /** SHA-256 in base64, as Content-Security-Policy writes it. */
    static String hash(byte[] bytes) {
        return Base64.getEncoder().encodeToString(sha256(bytes));
    }

    /** SHA-256. */
    public static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
