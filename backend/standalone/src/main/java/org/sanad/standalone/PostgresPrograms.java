package org.sanad.standalone;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Unpacks PostgreSQL's programs ({@code initdb}, {@code pg_ctl}, {@code postgres}) from the class path, once.
 *
 * <p>They are unpacked beside their place and then moved there, so that a start that was killed half-way leaves nothing half-unpacked.
 */
final class PostgresPrograms {

    /** The major version that the data directory has to be of. */
    static final String MAJOR_VERSION = "18";

    private PostgresPrograms() {}

    /** Returns the directory that holds {@code bin}, {@code lib} and {@code share}. */
    static Path unpack(Home home) {
        String archive = archive();
        try (InputStream packed = PostgresPrograms.class.getResourceAsStream("/" + archive)) {
            if (packed == null) {
                throw new CannotRun("There is no embedded PostgreSQL for this machine (" + archive
                        + " is not on the class path). Use a PostgreSQL " + MAJOR_VERSION
                        + " of your own: set SANAD_DB_URL.");
            }
            Path place = home.programs().resolve(MAJOR_VERSION + "-" + packed.available());
            if (Files.isExecutable(place.resolve("bin/postgres"))) {
                return place;
            }
            Directories.delete(home.programs());
            Path draft = home.programs().resolve("unpacking");
            Files.createDirectories(draft);
            unpack(packed, draft);
            Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
            return place;
        } catch (IOException e) {
            throw new CannotRun("PostgreSQL can't be unpacked to " + home.programs() + ": " + e.getMessage(), e);
        }
    }

    private static void unpack(InputStream packed, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed, 1 << 16)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("the archive reaches outside itself: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(path.resolveSibling("."));
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else if (entry.isLink()) {
                    Files.copy(target.resolve(entry.getLinkName()), path);
                } else {
                    Files.copy(tar, path);
                    if ((entry.getMode() & 0100) != 0) {
                        Files.setPosixFilePermissions(path, executable());
                    }
                }
            }
        }
    }

    private static Set<PosixFilePermission> executable() {
        return PosixFilePermissions.fromString("rwxr-xr-x");
    }

    private static String archive() {
        boolean mac = System.getProperty("os.name", "").startsWith("Mac");
        String arch = System.getProperty("os.arch", "");
        boolean arm = arch.equals("aarch64");
        if (mac) {
            return arm ? "postgres-darwin-arm_64.txz" : "postgres-darwin-x86_64.txz";
        }
        return arm ? "postgres-linux-arm_64.txz" : "postgres-linux-x86_64.txz";
    }
}
