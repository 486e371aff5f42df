package org.sanad.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the embedded default's passwords and keys: made once, at the first start, one file each under {@code SANAD_HOME/secrets},
 * readable by their owner only, and part of every backup, because what they encrypted can't be read without them.
 */
final class Secrets {

    /** The password of PostgreSQL's superuser, who makes the roles and the backups and does nothing else. */
    static final String SUPERUSER = "SANAD_DB_SUPERUSER_PASSWORD";

    private static final List<String> NAMES = List.of(
            SUPERUSER,
            "SANAD_DB_OWNER_PASSWORD",
            "SANAD_DB_API_PASSWORD",
            "SANAD_DB_RELAY_PASSWORD",
            "SANAD_DB_JOB_PASSWORD",
            "SANAD_DB_IDENTITY_PASSWORD",
            "SANAD_CLIENT_SECRET",
            "SANAD_SECRET_KEY");

    private final Map<String, String> values;

    private Secrets(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** Reads the secrets; makes those that aren't there yet. */
    static Secrets in(Home home) {
        Map<String, String> values = new LinkedHashMap<>();
        try {
            Path directory = Directories.createPrivate(home.secrets());
            for (String name : NAMES) {
                Path file = directory.resolve(name);
                if (!Files.exists(file)) {
                    Directories.writePrivate(file, name.endsWith("_KEY") ? random(Base64.getEncoder()) : password());
                }
                values.put(
                        name, Files.readString(file, StandardCharsets.US_ASCII).strip());
            }
        } catch (IOException e) {
            throw new CannotRun("The secrets in " + home.secrets() + " can't be read: " + e.getMessage(), e);
        }
        return new Secrets(values);
    }

    /** The secret under the name of the environment variable that carries it in production. */
    String get(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no secret is called " + name);
        }
        return value;
    }

    /** All secrets but the superuser's, which neither the api nor identity has any business with. */
    Map<String, String> forServices() {
        Map<String, String> services = new LinkedHashMap<>(values);
        services.remove(SUPERUSER);
        return services;
    }

    private static String password() {
        return random(Base64.getUrlEncoder().withoutPadding());
    }

    /** 256 random bits. */
    private static String random(Base64.Encoder encoder) {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return encoder.encodeToString(bytes);
    }
}
