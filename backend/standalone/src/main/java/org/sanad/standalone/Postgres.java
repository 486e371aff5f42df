package org.sanad.standalone;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs the embedded PostgreSQL on a kept data directory, with {@code fsync} on: an acknowledged commit is on the disk.
 *
 * <p>It listens on the loopback address only, asks everyone for a password, and is taken to run only when the server behind its port
 * names our data directory as its own: another server on the same port would answer too. A server of ours that was left behind by a
 * killed JVM is stopped first; one that dies while we run is started again on the same port, where it recovers from its log.
 */
final class Postgres implements AutoCloseable {

    private static final String SUPERUSER = "postgres";

    private final Home home;
    private final Path programs;
    private final String password;
    private final int port;
    private final Consumer<String> news;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile boolean closing;

    private Postgres(Home home, Path programs, String password, int port, Consumer<String> news) {
        this.home = home;
        this.programs = programs;
        this.password = password;
        this.port = port;
        this.news = news;
    }

    /**
     * Starts the database of this home, made anew at the first start. The caller holds the home's lock.
     *
     * @param news is told, in a sentence, of what isn't routine: a recovery, a restart
     */
    static Postgres start(Home home, Secrets secrets, Consumer<String> news) {
        Path programs = PostgresPrograms.unpack(home);
        String password = secrets.get(Secrets.SUPERUSER);
        initialize(home, programs);
        stopOrphan(home, programs, news);
        for (int attempt = 1; ; attempt++) {
            int port = choosePort(home);
            Postgres postgres = new Postgres(home, programs, password, port, news);
            try {
                postgres.launch();
                Directories.writePrivate(home.databasePort(), Integer.toString(port));
                postgres.watch();
                return postgres;
            } catch (CannotRun e) {
                if (attempt == 3 || Ports.isFree(port)) {
                    throw e;
                }
                // someone took the port between our look and PostgreSQL's: another one
                deletePort(home);
            } catch (IOException e) {
                throw new CannotRun("The database's port can't be written down: " + e.getMessage(), e);
            }
        }
    }

    /** The loopback port that it listens on. */
    int port() {
        return port;
    }

    /** Process id of the postmaster that serves our data directory; empty where none does. */
    static @Nullable ProcessHandle postmaster(Home home) {
        Path file = home.data().resolve("postmaster.pid");
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            ProcessHandle handle =
                    ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).orElse(null);
            // the number may have been given to another program since: only a postgres counts
            boolean ours = handle != null
                    && handle.isAlive()
                    && handle.info()
                            .command()
                            .map(command -> command.endsWith("/postgres"))
                            .orElse(false);
            return ours ? handle : null;
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    /** Opens a connection of the superuser: for roles and backups, never for the services. */
    Connection connect(String database) throws SQLException {
        return connect(port, password, database);
    }

    static Connection connect(int port, String password, String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", SUPERUSER);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("ApplicationName", "sanad-standalone");
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database, properties);
    }

    /** Stops it after its transactions under way are rolled back; returns when it has stopped. */
    @Override
    public void close() {
        closing = true;
        turn.lock();
        try {
            if (postmaster(home) != null) {
                stop(home, programs);
            }
        } finally {
            turn.unlock();
        }
    }

    private static void initialize(Home home, Path programs) {
        Path version = home.data().resolve("PG_VERSION");
        try {
            if (Files.exists(version)) {
                String found =
                        Files.readString(version, StandardCharsets.US_ASCII).strip();
                if (!found.equals(PostgresPrograms.MAJOR_VERSION)) {
                    throw new CannotRun(
                            "The data in " + home.data() + " was written by PostgreSQL " + found + ", and this is "
                                    + PostgresPrograms.MAJOR_VERSION
                                    + ". Make a backup with the Sanad that wrote it, and upgrade the database first.");
                }
                return;
            }
            // made beside its place and then moved there: a start that is killed here leaves nothing half-made
            Path draft = home.data().resolveSibling("data.new");
            Directories.delete(draft);
            Directories.createPrivate(draft);
            Path passwordFile = home.secrets().resolve(Secrets.SUPERUSER);
            run(
                    List.of(
                            programs.resolve("bin/initdb").toString(),
                            "--pgdata=" + draft,
                            "--username=" + SUPERUSER,
                            "--pwfile=" + passwordFile,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--locale=C",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8"),
                    60);
            Files.move(draft, home.data(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new CannotRun("The database in " + home.data() + " can't be made: " + e.getMessage(), e);
        }
    }

    static void stopOrphan(Home home, Path programs, Consumer<String> news) {
        ProcessHandle orphan = postmaster(home);
        if (orphan != null) {
            news.accept("PostgreSQL was left running (process " + orphan.pid() + ") and is stopped first.");
            stop(home, programs);
        }
    }

    private static int choosePort(Home home) {
        try {
            int last = Integer.parseInt(Files.readString(home.databasePort(), StandardCharsets.US_ASCII)
                    .strip());
            if (Ports.isFree(last)) {
                return last;
            }
        } catch (IOException | NumberFormatException e) {
            // the first start, or a file that someone spoilt: any port will do
        }
        return Ports.free();
    }

    private static void deletePort(Home home) {
        try {
            Files.deleteIfExists(home.databasePort());
        } catch (IOException e) {
            throw new CannotRun("The database's port can't be written down: " + e.getMessage(), e);
        }
    }

    /** Starts the server and makes sure that it is ours that answers. */
    private void launch() {
        try {
            Files.writeString(home.data().resolve("postgresql.conf"), configuration());
        } catch (IOException e) {
            throw new CannotRun("PostgreSQL's configuration can't be written: " + e.getMessage(), e);
        }
        Path log = home.logs().resolve("postgresql-start.log");
        try {
            Files.deleteIfExists(log);
            run(
                    List.of(
                            programs.resolve("bin/pg_ctl").toString(),
                            "start",
                            "--wait",
                            "--timeout=300",
                            "--silent",
                            "--pgdata=" + home.data(),
                            "--log=" + log),
                    310);
        } catch (CannotRun e) {
            throw new CannotRun(e.getMessage() + said(log), e);
        } catch (IOException e) {
            throw new CannotRun("PostgreSQL's log can't be written: " + e.getMessage(), e);
        }
        checkOurs();
    }

    /** What the server said before it gave up. */
    private static String said(Path log) {
        try {
            return "\n" + Files.readString(log, StandardCharsets.UTF_8).strip() + "\nMore may be in " + log.getParent();
        } catch (IOException e) {
            return "";
        }
    }

    private void checkOurs() {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select current_setting('data_directory'), current_setting('fsync'), pg_is_in_recovery()")) {
            row.next();
            Path answered = Path.of(row.getString(1)).toRealPath();
            if (!answered.equals(home.data().toRealPath())) {
                throw new CannotRun(
                        "Another PostgreSQL answers at port " + port + ": its data are in " + answered + ", not ours.");
            }
            if (!row.getString(2).equals("on")) {
                throw new CannotRun("PostgreSQL runs with fsync off: an acknowledged gift could be lost.");
            }
        } catch (SQLException | IOException e) {
            throw new CannotRun(
                    "PostgreSQL started but doesn't answer at port " + port + ": " + e.getMessage() + ". See "
                            + home.logs(),
                    e);
        }
    }

    /** The whole of {@code postgresql.conf}, written anew at each start. */
    private String configuration() {
        return """
                # written by Sanad at each start; changes here don't last
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                password_encryption = 'scram-sha-256'
                max_connections = 80
                fsync = on
                synchronous_commit = on
                full_page_writes = on
                wal_level = replica
                max_wal_size = '1GB'
                shared_buffers = '128MB'
                random_page_cost = 1.1
                work_mem = '8MB'
                maintenance_work_mem = '64MB'
                dynamic_shared_memory_type = posix
                # loopback connections of killed JVMs go away by themselves
                tcp_keepalives_idle = 30
                idle_in_transaction_session_timeout = '60s'
                timezone = 'UTC'
                lc_messages = 'C'
                # a week of logs, without statements and their values: those hold people's data
                logging_collector = on
                log_directory = '%s'
                log_filename = 'postgresql-%%a.log'
                log_truncate_on_rotation = on
                log_rotation_age = '1d'
                log_rotation_size = 0
                log_file_mode = 0600
                log_min_error_statement = panic
                log_parameter_max_length = 0
                log_parameter_max_length_on_error = 0
                """.formatted(port, home.logs().toString().replace("'", "''"));
    }

    /** Starts the server again when it ends without having been told to. */
    private void watch() {
        ProcessHandle server = postmaster(home);
        if (server == null) {
            revive();
            return;
        }
        Thread.ofPlatform().name("postgres-watch").daemon().start(() -> {
            server.onExit().join();
            if (!closing) {
                revive();
            }
        });
    }

    private void revive() {
        turn.lock();
        try {
            for (int attempt = 1; !closing; attempt++) {
                try {
                    news.accept("PostgreSQL has ended unexpectedly and is started again.");
                    launch();
                    news.accept("PostgreSQL has recovered.");
                    watch();
                    return;
                } catch (CannotRun e) {
                    // its last children may hold the shared memory for a moment
                    if (attempt == 20) {
                        news.accept("PostgreSQL can't be started again: " + e.getMessage());
                        return;
                    }
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
                }
            }
        } finally {
            turn.unlock();
        }
    }

    private static void stop(Home home, Path programs) {
        String control = programs.resolve("bin/pg_ctl").toString();
        try {
            run(
                    List.of(
                            control,
                            "stop",
                            "--wait",
                            "--timeout=60",
                            "--silent",
                            "--mode=fast",
                            "--pgdata=" + home.data()),
                    70);
        } catch (CannotRun e) {
            if (postmaster(home) != null) {
                run(
                        List.of(
                                control,
                                "stop",
                                "--wait",
                                "--timeout=30",
                                "--silent",
                                "--mode=immediate",
                                "--pgdata=" + home.data()),
                        40);
            }
        }
    }

    /** Runs one of PostgreSQL's programs to its end; what it said goes into the error. */
    private static void run(List<String> command, long timeoutSeconds) {
        List<String> whole = new ArrayList<>(notAsRoot());
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        File output = null;
        try {
            // a file and not a pipe: the server inherits it and would hold a pipe open for as long as it lives
            output = File.createTempFile("sanad-postgres", ".txt");
            Process process = builder.redirectOutput(output)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .start();
            boolean ended = process.waitFor(timeoutSeconds, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            if (!ended || process.exitValue() != 0) {
                throw new CannotRun(Path.of(command.getFirst()).getFileName() + " "
                        + (ended ? "failed" : "did not end within " + timeoutSeconds + " s") + ": "
                        + Files.readString(output.toPath(), StandardCharsets.UTF_8)
                                .strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotRun("The start was interrupted.", e);
        } catch (InterruptedIOException e) {
            throw new CannotRun("The start was interrupted.", e);
        } catch (IOException e) {
            throw new CannotRun(command.getFirst() + " can't be run: " + e.getMessage(), e);
        } finally {
            if (output != null) {
                output.delete();
            }
        }
    }

    /**
     * PostgreSQL refuses to run as root; in a user namespace of its own, without any mapping, root is nobody there, while the files
     * stay root's outside.
     */
    private static List<String> notAsRoot() {
        return "root".equals(System.getProperty("user.name")) ? List.of("unshare", "--user") : List.of();
    }
}
