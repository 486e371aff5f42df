package org.sanad.standalone;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names the places inside Sanad's data directory ({@code SANAD_HOME}).
 *
 * <p>Everything that must outlive a start is under {@code postgres/data}, {@code secrets} and {@code files}; the rest can be made again.
 */
public record Home(Path directory) {

    public Home {
        directory = directory.toAbsolutePath().normalize();
    }

    /** Takes {@code SANAD_HOME}, else {@code .sanad} in the working directory. */
    public static Home from(Map<String, String> environment) {
        String home = environment.get("SANAD_HOME");
        return new Home(Path.of(home == null || home.isBlank() ? ".sanad" : home));
    }

    /** The database cluster. */
    public Path data() {
        return directory.resolve("postgres/data");
    }

    /** PostgreSQL's programs, unpacked once for each version. */
    public Path programs() {
        return directory.resolve("postgres/programs");
    }

    /** Passwords and keys, made once; readable by their owner only. */
    public Path secrets() {
        return directory.resolve("secrets");
    }

    /** Uploaded files. */
    public Path files() {
        return directory.resolve("files");
    }

    /** What the demo remembers of itself: how much of it is there, and the day from which it counts. */
    public Path demo() {
        return directory.resolve("demo");
    }

    /** What Sanad and PostgreSQL wrote about their work. */
    public Path logs() {
        return directory.resolve("logs");
    }

    /** The running database's port; kept, so that it stays the same from one start to the next. */
    Path databasePort() {
        return directory.resolve("run/postgres.port");
    }

    /** Creates the directory, for its owner only. */
    Home create() {
        try {
            Directories.createPrivate(directory);
            Directories.createPrivate(directory.resolve("run"));
            Directories.createPrivate(logs());
            Directories.createPrivate(files());
            return this;
        } catch (IOException e) {
            throw new CannotRun(
                    "The data directory " + directory + " can't be made: " + e.getMessage()
                            + ". Set SANAD_HOME to one that can be written to.",
                    e);
        }
    }

    /** Takes the directory for this process alone; the lock ends with the process, however that ends. */
    Lock lock() {
        Lock lock = tryLock();
        if (lock == null) {
            throw new CannotRun("Sanad already runs on " + directory + " (process " + holder()
                    + "). Stop it first, or set SANAD_HOME to another directory.");
        }
        return lock;
    }

    /** Takes the directory if no other process has it; null where one has. */
    @Nullable
    Lock tryLock() {
        create();
        Path file = directory.resolve("run/lock");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock;
            try {
                lock = channel.tryLock();
            } catch (OverlappingFileLockException e) {
                lock = null;
            }
            if (lock == null) {
                channel.close();
                return null;
            }
            Files.writeString(
                    directory.resolve("run/pid"),
                    Long.toString(ProcessHandle.current().pid()));
            return new Lock(channel);
        } catch (IOException e) {
            throw new CannotRun("The data directory " + directory + " can't be locked: " + e.getMessage(), e);
        }
    }

    private String holder() {
        try {
            return Files.readString(directory.resolve("run/pid"), StandardCharsets.UTF_8)
                    .strip();
        } catch (IOException e) {
            return "unknown";
        }
    }

    /** Keeps other processes out until it is closed. */
    record Lock(FileChannel channel) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
