package org.sanad.standalone.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;

/**
 * Lets the demo flow in behind an app that answers already. It remembers the day from which it counts and how much is there, so that a start
 * after a crash goes on, and every other one leaves things as they are.
 */
public final class DemoFeed implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DemoFeed.class);

    /** How many times a load says that it goes on. */
    private static final int STEPS = 10;

    private final DemoData data;
    private final String issuer;
    private final Path memory;
    private final Consumer<String> say;
    private final Thread thread;
    private volatile boolean stopped;
    private volatile boolean whole;

    private DemoFeed(
            ApplicationContext api, String issuer, Path memory, int rounds, int giftsARound, Consumer<String> say) {
        this.issuer = issuer;
        this.memory = memory;
        this.say = say;
        this.data = new DemoData(api, issuer, () -> stopped);
        this.thread = Thread.ofPlatform().name("demo").daemon().unstarted(() -> flow(rounds, giftsARound));
    }

    /**
     * Begins to load what is not there yet, and returns at once.
     *
     * @param api the api's context
     * @param issuer who signs the demo accounts in
     * @param memory the file that remembers what was loaded
     * @param rounds how many rounds of gifts there shall be in all, of {@link Generosity#GIFTS} each
     * @param say hears a line now and then
     */
    public static DemoFeed start(ApplicationContext api, String issuer, Path memory, int rounds, Consumer<String> say) {
        return start(api, issuer, memory, rounds, Generosity.GIFTS, say);
    }

    /** The same with rounds of another size. */
    public static DemoFeed start(
            ApplicationContext api, String issuer, Path memory, int rounds, int giftsARound, Consumer<String> say) {
        var feed = new DemoFeed(api, issuer, memory, rounds, giftsARound, say);
        feed.thread.start();
        return feed;
    }

    /** Waits until it is loaded or can't go on, and tells whether all of it is there. */
    public boolean await() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return whole;
    }

    /** Stops after the step under way. The next start goes on. */
    @Override
    public void close() {
        stopped = true;
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void flow(int rounds, int giftsARound) {
        try (var channel = FileChannel.open(
                        memory.resolveSibling(memory.getFileName() + ".lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                var lock = lock(channel)) {
            if (lock == null) {
                say.accept("  demo: another process is loading it");
                return;
            }
            var known = remembered();
            if (known.rounds() >= rounds) {
                if (!known.issuer().equals(issuer)) {
                    data.staff();
                    remember(new Known(known.today(), known.rounds(), issuer));
                }
                whole = true;
                return;
            }
            remember(known);
            long begin = System.nanoTime();
            if (data.load(known.today(), rounds, giftsARound, new Told())) {
                remember(new Known(known.today(), rounds, issuer));
                whole = true;
                say.accept(String.format(
                        Locale.ROOT, "  demo: all there after %.0f s", (System.nanoTime() - begin) / 1e9));
            }
        } catch (IOException | RuntimeException e) {
            if (!stopped) {
                LOG.error("the demo could not be loaded whole", e);
                say.accept("  demo: not loaded whole, the next start goes on: " + e.getMessage());
            }
        }
    }

    /** Two loads at once would write the same gifts in different orders, and wait for each other. Null where another has begun. */
    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** What was loaded: from which day on, how many rounds of gifts, and for accounts of which issuer. */
    private record Known(LocalDate today, int rounds, String issuer) {}

    private Known remembered() {
        if (!Files.exists(memory)) {
            return new Known(LocalDate.now(Clock.system(ZoneOffset.UTC)), 0, issuer);
        }
        try {
            var lines = Files.readAllLines(memory, StandardCharsets.US_ASCII);
            return new Known(LocalDate.parse(lines.getFirst()), Integer.parseInt(lines.get(1)), lines.get(2));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void remember(Known known) {
        try {
            var next = memory.resolveSibling(memory.getFileName() + ".new");
            Files.write(
                    next,
                    List.of(known.today().toString(), Integer.toString(known.rounds()), known.issuer()),
                    StandardCharsets.US_ASCII);
            Files.move(next, memory, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says how far it is: at the bodies, at the campaigns, and ten times on the way through the gifts. */
    private final class Told implements DemoData.Listener {

        private int step = 0;

        @Override
        public void bodies(int count) {
            say.accept("  demo: " + count + " fictional bodies");
        }

        @Override
        public void campaigns(int done, int all) {
            if (done == all) {
                say.accept("  demo: " + all + " campaigns");
            }
        }

        @Override
        public void gifts(int done, int all) {
            if (done * STEPS / all > step) {
                step = done * STEPS / all;
                say.accept(String.format(Locale.ROOT, "  demo: %,d of %,d gifts", done, all));
            }
        }
    }
}
