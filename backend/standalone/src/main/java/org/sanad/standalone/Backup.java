package org.sanad.standalone;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/**
 * Writes everything that must outlive a machine into one file, while Sanad runs or not, and puts it back.
 *
 * <p>The database is copied by PostgreSQL's own procedure for a base backup: told to begin, copied file by file, told to end, and the
 * log between the two added, from which the copy recovers to the state at the end. A replication slot keeps that log from being
 * recycled meanwhile. Files are copied after the database, so that each that it names is there; keys go in, because without them what
 * they encrypted is lost. The file is therefore as secret as they are, and readable by its owner only.
 */
final class Backup {

    private static final String COMPLETE = "sanad-backup-complete";
    private static final Set<String> EMPTIED = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");
    private static final Set<String> LEFT_OUT =
            Set.of("postmaster.pid", "postmaster.opts", "backup_label", "tablespace_map", "backup_manifest");

    private Backup() {}

    /** Where a backup goes that was given no name. */
    static Path nameFor(Home home, Instant now) {
        String stamp = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss")
                .withZone(ZoneOffset.UTC)
                .format(now);
        return home.directory().resolveSibling("sanad-backup-" + stamp + ".tar.gz");
    }

    /** Writes the backup of the database behind the port. The file appears under its name only when it is whole. */
    static void write(Home home, int port, String password, Path target) {
        Path draft = target.toAbsolutePath().resolveSibling(target.getFileName() + ".unfinished");
        try (Connection connection = Postgres.connect(port, password, "postgres");
                Statement statement = connection.createStatement()) {
            Files.deleteIfExists(draft);
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (TarArchiveOutputStream tar = archive(draft)) {
                copyDatabase(home, statement, tar);
                copyTree(home.files(), "files/", tar, path -> true);
                copyTree(home.secrets(), "secrets/", tar, path -> true);
                if (Files.exists(home.demo())) {
                    copyFile(home.demo(), "demo", tar);
                }
                add(tar, COMPLETE, "PostgreSQL " + PostgresPrograms.MAJOR_VERSION + "\n");
            }
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (SQLException | IOException e) {
            try {
                Files.deleteIfExists(draft);
            } catch (IOException left) {
                e.addSuppressed(left);
            }
            throw new CannotRun("The backup to " + target + " failed: " + e.getMessage(), e);
        }
    }

    /**
     * Puts the backup in place of the home's data; what was there is moved aside, not removed. The caller holds the home's lock and
     * the database is stopped.
     *
     * @return where the earlier data are now
     */
    static Path restore(Home home, Path source, Instant now) {
        Path unpacked = home.directory().resolve("restoring");
        Path aside = home.directory()
                .resolve("before-restore-"
                        + DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss-SSS")
                                .withZone(ZoneOffset.UTC)
                                .format(now));
        try {
            Directories.delete(unpacked);
            Directories.createPrivate(unpacked);
            extract(source, unpacked);
            if (!Files.exists(unpacked.resolve(COMPLETE)) || !Files.exists(unpacked.resolve("data/PG_VERSION"))) {
                throw new CannotRun(source + " is not a whole backup of Sanad; nothing was changed.");
            }
            for (String emptied : EMPTIED) {
                Directories.createPrivate(unpacked.resolve("data").resolve(emptied));
            }
            Directories.createPrivate(unpacked.resolve("data/pg_wal/archive_status"));
            Directories.createPrivate(aside);
            Files.createDirectories(home.data().getParent());
            swap(home.data(), unpacked.resolve("data"), aside.resolve("data"));
            swap(home.files(), unpacked.resolve("files"), aside.resolve("files"));
            swap(home.secrets(), unpacked.resolve("secrets"), aside.resolve("secrets"));
            swap(home.demo(), unpacked.resolve("demo"), aside.resolve("demo"));
            return aside;
        } catch (IOException e) {
            throw new CannotRun("The backup " + source + " can't be restored: " + e.getMessage(), e);
        } finally {
            Directories.delete(unpacked);
        }
    }

    private static void swap(Path place, Path with, Path aside) throws IOException {
        if (Files.exists(place)) {
            Files.move(place, aside, StandardCopyOption.ATOMIC_MOVE);
        }
        if (Files.exists(with)) {
            Files.move(with, place, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static void copyDatabase(Home home, Statement statement, TarArchiveOutputStream tar)
            throws SQLException, IOException {
        // temporary: it goes with this connection, even a killed one's
        statement.execute(
                "select pg_create_physical_replication_slot('sanad_backup_' || pg_backend_pid(), true, true)");
        String first = text(statement, "select pg_walfile_name(pg_backup_start('sanad', true))");
        copyTree(home.data(), "data/", tar, path -> !path.startsWith("global/pg_control"));
        copyFile(home.data().resolve("global/pg_control"), "data/global/pg_control", tar);
        String last;
        try (ResultSet end = statement.executeQuery(
                "select pg_walfile_name(lsn), labelfile, spcmapfile from pg_backup_stop(false)")) {
            end.next();
            last = end.getString(1);
            add(tar, "data/backup_label", end.getString(2));
            if (end.getString(3) != null && !end.getString(3).isEmpty()) {
                add(tar, "data/tablespace_map", end.getString(3));
            }
        }
        try (var segments = Files.list(home.data().resolve("pg_wal"))) {
            for (Path segment : segments.sorted().toList()) {
                String name = segment.getFileName().toString();
                boolean between =
                        name.matches("[0-9A-F]{24}") && name.compareTo(first) >= 0 && name.compareTo(last) <= 0;
                if (between || name.endsWith(".history")) {
                    copyFile(segment, "data/pg_wal/" + name, tar);
                }
            }
        }
    }

    private static String text(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static TarArchiveOutputStream archive(Path file) throws IOException {
        GzipParameters fast = new GzipParameters();
        fast.setCompressionLevel(Deflater.BEST_SPEED);
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(new GzipCompressorOutputStream(out, fast), "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        return tar;
    }

    private static void copyTree(Path root, String prefix, TarArchiveOutputStream tar, Predicate<Path> wanted)
            throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Path relative = root.relativize(directory);
                boolean database = prefix.equals("data/");
                if (database
                        && (EMPTIED.contains(relative.toString())
                                || directory.getFileName().toString().startsWith("pgsql_tmp"))) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                TarArchiveEntry entry = new TarArchiveEntry(
                        prefix + relative + (relative.toString().isEmpty() ? "" : "/"));
                entry.setMode(040700);
                tar.putArchiveEntry(entry);
                tar.closeArchiveEntry();
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path relative = root.relativize(file);
                if (attributes.isRegularFile() && !LEFT_OUT.contains(relative.toString()) && wanted.test(relative)) {
                    copyFile(file, prefix + relative, tar);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException fault) throws IOException {
                if (fault instanceof NoSuchFileException) {
                    // dropped since it was listed: the log knows
                    return FileVisitResult.CONTINUE;
                }
                throw fault;
            }
        });
    }

    /** Copies as many bytes as the file had when we looked: a table may grow or shrink meanwhile, and the log sets that right. */
    private static void copyFile(Path file, String name, TarArchiveOutputStream tar) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            long size = Files.size(file);
            TarArchiveEntry entry = new TarArchiveEntry(name);
            entry.setSize(size);
            entry.setMode(0100600);
            entry.setModTime(Files.getLastModifiedTime(file));
            tar.putArchiveEntry(entry);
            byte[] buffer = new byte[1 << 16];
            long left = size;
            while (left > 0) {
                int read = in.readNBytes(buffer, 0, (int) Math.min(buffer.length, left));
                if (read == 0) {
                    java.util.Arrays.fill(buffer, (byte) 0);
                    read = (int) Math.min(buffer.length, left);
                }
                tar.write(buffer, 0, read);
                left -= read;
            }
            tar.closeArchiveEntry();
        } catch (NoSuchFileException e) {
            // dropped since it was listed: the log knows
        }
    }

    private static void add(TarArchiveOutputStream tar, String name, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(bytes.length);
        entry.setMode(0100600);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    private static void extract(Path source, Path target) throws IOException {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(source), 1 << 16);
                TarArchiveInputStream tar = new TarArchiveInputStream(new GzipCompressorInputStream(file))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target) || !(entry.isFile() || entry.isDirectory())) {
                    throw new IOException("the archive reaches outside itself: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Directories.createPrivate(path);
                } else {
                    Files.createDirectories(path.resolveSibling("."));
                    Files.createFile(
                            path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                    try (OutputStream out = Files.newOutputStream(path)) {
                        tar.transferTo(out);
                    }
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
