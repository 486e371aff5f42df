package org.sanad.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup made under load brings everything back that was acknowledged before it began: rows, files and keys. */
class BackupTest {

    private final List<String> news = new ArrayList<>();

    @TempDir(cleanup = org.junit.jupiter.api.io.CleanupMode.ON_SUCCESS)
    Path directory;

    @Test
    void bringsBackRowsFilesAndKeysAfterEverythingIsWiped() throws Exception {
        Home home = new Home(directory.resolve("home")).create();
        Path file = directory.resolve("backup.tar.gz");
        Map<String, String> keys = Secrets.in(home).forServices();
        Files.createDirectories(home.files().resolve("ab"));
        Files.writeString(home.files().resolve("ab/picture.webp"), "a picture");
        long before;
        try (Postgres postgres = Postgres.start(home, Secrets.in(home), news::add)) {
            try (Connection connection = postgres.connect("postgres");
                    Statement statement = connection.createStatement()) {
                statement.execute("create table ledger (id bigserial primary key, amount bigint)");
                statement.execute("insert into ledger (amount) select n from generate_series(1, 20000) n");
            }
            AtomicLong acknowledged = new AtomicLong();
            AtomicBoolean enough = new AtomicBoolean();
            CountDownLatch busy = new CountDownLatch(100);
            Thread writer = Thread.ofPlatform().start(() -> writePairs(postgres, acknowledged, enough, busy));
            busy.await();
            before = acknowledged.get();
            Backup.write(home, postgres.port(), Secrets.in(home).get(Secrets.SUPERUSER), file);
            enough.set(true);
            writer.join();
            assertThat(acknowledged.get()).isGreaterThan(before);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        Directories.delete(home.directory());
        home.create();
        Backup.restore(home, file, Instant.now());

        assertThat(Secrets.in(home).forServices()).isEqualTo(keys);
        assertThat(home.files().resolve("ab/picture.webp")).hasContent("a picture");
        try (Postgres postgres = Postgres.start(home, Secrets.in(home), news::add);
                Connection connection = postgres.connect("postgres");
                Statement statement = connection.createStatement()) {
            assertThat(number(statement, "select count(*) from ledger where amount > 0"))
                    .isGreaterThanOrEqualTo(before);
            // written in pairs, one transaction each: the copy is of one moment
            assertThat(number(statement, "select coalesce(sum(amount), 0) from ledger where id > 20000"))
                    .isZero();
            statement.execute("insert into ledger (amount) values (1)");
        }
    }

    @Test
    void keepsWhatWasThereBeforeARestore() throws Exception {
        Home home = new Home(directory.resolve("home")).create();
        Path file = directory.resolve("backup.tar.gz");
        try (Postgres postgres = Postgres.start(home, Secrets.in(home), news::add)) {
            Backup.write(home, postgres.port(), Secrets.in(home).get(Secrets.SUPERUSER), file);
        }
        Files.writeString(home.files().resolve("late.txt"), "came after the backup");
        Path aside = Backup.restore(home, file, Instant.now());
        assertThat(home.files().resolve("late.txt")).doesNotExist();
        assertThat(aside.resolve("files/late.txt")).exists();
        assertThat(aside.resolve("data/PG_VERSION")).exists();
    }

    @Test
    void refusesAFileThatIsNoWholeBackupAndChangesNothing() throws Exception {
        Home home = new Home(directory.resolve("home")).create();
        Files.writeString(home.files().resolve("kept.txt"), "kept");
        Path torn = directory.resolve("torn.tar.gz");
        try (Postgres postgres = Postgres.start(home, Secrets.in(home), news::add)) {
            Backup.write(home, postgres.port(), Secrets.in(home).get(Secrets.SUPERUSER), torn);
        }
        byte[] whole = Files.readAllBytes(torn);
        Files.write(torn, java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> Backup.restore(home, torn, Instant.now()))
                .isInstanceOf(CannotRun.class)
                .hasMessageContaining("torn.tar.gz");
        assertThat(home.files().resolve("kept.txt")).hasContent("kept");
        assertThat(home.data().resolve("PG_VERSION")).exists();
        assertThat(home.directory().resolve("restoring")).doesNotExist();
    }

    private static void writePairs(
            Postgres postgres, AtomicLong acknowledged, AtomicBoolean enough, CountDownLatch busy) {
        try (Connection connection = postgres.connect("postgres");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            while (!enough.get()) {
                statement.execute("insert into ledger (amount) values (5)");
                statement.execute("insert into ledger (amount) values (-5)");
                connection.commit();
                acknowledged.incrementAndGet();
                busy.countDown();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
