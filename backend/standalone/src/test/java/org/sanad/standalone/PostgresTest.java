package org.sanad.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded PostgreSQL keeps what it acknowledged, whatever is killed. */
class PostgresTest {

    private final List<String> news = new ArrayList<>();

    @TempDir
    Path directory;

    @Test
    void keepsItsDataAndItsPortFromOneStartToTheNext() throws SQLException {
        Home home = new Home(directory.resolve("with a space/home")).create();
        int port;
        try (Postgres postgres = Postgres.start(home, Secrets.in(home), news::add)) {
            port = postgres.port();
            execute(postgres, "create table gifts (id bigint primary key); insert into gifts values (7)");
        }
        assertThat(Postgres.postmaster(home)).isNull();
        try (Postgres postgres = Postgres.start(home, Secrets.in(home), news::add)) {
            assertThat(ids(postgres)).containsExactly(7L);
            assertThat(postgres.port()).isEqualTo(port);
        }
        assertThat(news).isEmpty();
    }

    @Test
    void secretsAndDataAreTheirOwnersOnly() throws Exception {
        Home home = new Home(directory).create();
        Secrets secrets = Secrets.in(home);
        assertThat(Secrets.in(home).forServices()).isEqualTo(secrets.forServices());
        assertThat(secrets.forServices()).doesNotContainKey(Secrets.SUPERUSER);
        try (var files = Files.list(home.secrets())) {
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(java.nio.file.attribute.PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void oneHomeIsForOneProcess() throws Exception {
        Home home = new Home(directory);
        try (Home.Lock lock = home.lock()) {
            assertThat(lock).isNotNull();
            assertThatThrownBy(home::lock)
                    .isInstanceOf(CannotRun.class)
                    .hasMessageContaining("already runs on " + directory);
        }
        home.lock().close();
    }

    @Test
    void takesAnotherPortWhereItsOwnIsTaken() throws Exception {
        Home home = new Home(directory).create();
        Secrets secrets = Secrets.in(home);
        int port;
        try (Postgres postgres = Postgres.start(home, secrets, news::add)) {
            port = postgres.port();
        }
        try (var other = new java.net.ServerSocket(port, 1, java.net.InetAddress.getLoopbackAddress());
                Postgres postgres = Postgres.start(home, secrets, news::add)) {
            assertThat(postgres.port()).isNotEqualTo(other.getLocalPort());
        }
    }

    @Test
    void losesNothingAcknowledgedWhenTheServerIsKilled() throws Exception {
        Home home = new Home(directory).create();
        try (Postgres postgres = Postgres.start(home, Secrets.in(home), news::add)) {
            execute(postgres, "create table gifts (id bigint primary key)");
            Set<Long> acknowledged = new ConcurrentSkipListSet<>();
            for (int round = 1; round <= 2; round++) {
                long enough = acknowledged.size() + 200;
                writeUntil(postgres, acknowledged, () -> acknowledged.size() >= enough, () -> {
                    ProcessHandle server = Postgres.postmaster(home);
                    assertThat(server).isNotNull();
                    server.destroyForcibly();
                });
                assertThat(ids(postgres)).containsAll(acknowledged);
            }
        }
        assertThat(news).contains("PostgreSQL has recovered.");
    }

    /** Writes from four connections, kills once there is enough, and goes on until each has written again after the kill. */
    private static void writeUntil(
            Postgres postgres, Set<Long> acknowledged, java.util.function.BooleanSupplier enough, Runnable kill)
            throws InterruptedException {
        AtomicLong next = new AtomicLong(acknowledged.size() * 1_000L);
        AtomicBoolean killed = new AtomicBoolean();
        CountDownLatch again = new CountDownLatch(4);
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            writers.add(Thread.ofPlatform().start(() -> {
                int after = 0;
                long giveUp = System.nanoTime() + 60_000_000_000L;
                while (after < 20 && System.nanoTime() < giveUp) {
                    // a backend outlives its killed postmaster for a moment: only new connections tell of the new
                    // server
                    boolean late = killed.get();
                    try (Connection connection = postgres.connect("postgres");
                            Statement statement = connection.createStatement()) {
                        while (after < 20) {
                            long id = next.incrementAndGet();
                            statement.execute("insert into gifts values (" + id + ")");
                            acknowledged.add(id);
                            after += late ? 1 : 0;
                        }
                    } catch (SQLException e) {
                        Thread.onSpinWait();
                    }
                }
                again.countDown();
            }));
        }
        while (!enough.getAsBoolean()) {
            Thread.onSpinWait();
        }
        killed.set(true);
        kill.run();
        again.await();
        for (Thread writer : writers) {
            writer.join();
        }
    }

    private static void execute(Postgres postgres, String sql) throws SQLException {
        try (Connection connection = postgres.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Set<Long> ids(Postgres postgres) throws SQLException {
        Set<Long> ids = new TreeSet<>();
        try (Connection connection = postgres.connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id from gifts")) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids;
    }
}
