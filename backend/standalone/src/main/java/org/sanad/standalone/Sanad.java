package org.sanad.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.CountDownLatch;
import org.sanad.standalone.demo.DemoFeed;

/**
 * The embedded default's front door: {@code run}, {@code node}, {@code reset}, {@code backup}, {@code restore},
 * {@code import}.
 *
 * <p>{@code make help} names them all; configuration is by environment variables, listed in the README.
 */
public final class Sanad {

    private Sanad() {}

    /** Does what the first argument says; {@code run} where there is none. Ends with 1 and one sentence where it can't. */
    public static void main(String[] args) throws InterruptedException {
        String verb = args.length == 0 ? "run" : args[0];
        List<String> rest = Arrays.asList(args).subList(Math.min(1, args.length), args.length);
        Map<String, String> environment = System.getenv();
        Home home = Home.from(environment);
        Progress progress = new Progress(System.out);
        try {
            switch (verb) {
                case "run" -> serve(Running.start(home, environment, progress));
                case "node" -> serve(Running.startNode(home, environment, progress));
                case "demo" -> demo(home, rest, progress);
                case "train" -> train(home, environment, progress);
                case "backup" -> backup(home, rest, progress);
                case "restore" -> restore(home, rest, progress);
                case "import" -> {
                    ImportCommand.run(home, rest, progress);
                    System.exit(0);
                }
                case "reset" -> reset(home, rest.contains("--yes"), progress);
                default -> throw new CannotRun("There is no `" + verb + "`. Try `make help`.");
            }
        } catch (CannotRun e) {
            System.err.println();
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /** Serves until the process is told to end: by Ctrl-C, by a signal, or by its container. */
    private static void serve(Running running) throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            running.close();
                            closed.countDown();
                        },
                        "shutdown"));
        closed.await();
    }

    /** Starts, answers some requests and ends: the JVM writes down what that took, for the starts to come. */
    private static void train(Home home, Map<String, String> environment, Progress progress) {
        Map<String, String> elsewhere = new HashMap<>(environment);
        elsewhere.put("PORT", Integer.toString(Ports.free()));
        elsewhere.remove("SANAD_PUBLIC_URL");
        try (Running running = Running.start(home, elsewhere, progress)) {
            running.rehearse();
        }
        System.exit(0);
    }

    /** Loads the demo data set up to so many rounds of gifts in all; what is there already stays as it is. */
    private static void demo(Home home, List<String> arguments, Progress progress) {
        String scale = arguments.isEmpty() ? "1" : arguments.getFirst();
        if (!scale.matches("[1-9]\\d{0,2}")) {
            throw new CannotRun("SCALE is " + scale + ", and can be a number from 1 to 999: make demo SCALE=2");
        }
        try (Running running = Running.attach(home, progress);
                DemoFeed feed = DemoFeed.start(
                        running.api(), Running.issuer(home), home.demo(), Integer.parseInt(scale), progress::say)) {
            if (!feed.await()) {
                throw new CannotRun("The demo was not loaded whole; the same command goes on. See " + home.logs());
            }
        }
    }

    private static void reset(Home home, boolean sure, Progress progress) {
        if (!Files.exists(home.directory())) {
            progress.say("There is nothing in %s.", home.directory());
            return;
        }
        try (Home.Lock lock = home.lock()) {
            if (!sure && !confirmed(home, lock, progress)) {
                progress.say("Nothing was changed.");
                return;
            }
            if (Files.exists(home.data())) {
                // a server that a killed JVM left behind would write on into the void
                Postgres.stopOrphan(home, PostgresPrograms.unpack(home), progress::say);
            }
        } catch (IOException e) {
            throw new CannotRun("The lock can't be given back: " + e.getMessage(), e);
        }
        Directories.delete(home.directory());
        progress.say("Wiped %s.", home.directory());
    }

    /** Backs up a running Sanad as it runs, and a stopped one by starting its database for as long as it takes. */
    private static void backup(Home home, List<String> arguments, Progress progress) {
        Path target = (arguments.isEmpty() ? Backup.nameFor(home, Instant.now()) : Path.of(arguments.getFirst()))
                .toAbsolutePath();
        if (!Files.exists(home.data())) {
            throw new CannotRun("There is nothing to back up in " + home.directory() + ".");
        }
        if (Files.exists(target)) {
            throw new CannotRun(target + " is already there and is not overwritten.");
        }
        Secrets secrets = Secrets.in(home);
        try (Home.Lock lock = home.tryLock()) {
            if (lock == null) {
                Backup.write(home, Running.runningDatabase(home), secrets.get(Secrets.SUPERUSER), target);
            } else {
                try (Postgres postgres = Postgres.start(home, secrets, progress::say)) {
                    Backup.write(home, postgres.port(), secrets.get(Secrets.SUPERUSER), target);
                }
            }
            progress.say(
                    "Backed up to %s (%.1f MB). It holds the keys: keep it as safe as them.",
                    target, Files.size(target) / 1e6);
        } catch (IOException e) {
            throw new CannotRun("The backup failed: " + e.getMessage(), e);
        }
    }

    private static void restore(Home home, List<String> arguments, Progress progress) {
        if (arguments.isEmpty()) {
            throw new CannotRun("Say which backup to restore: make restore FILE=sanad-backup-….tar.gz");
        }
        Path source = Path.of(arguments.getFirst()).toAbsolutePath();
        if (!Files.isRegularFile(source)) {
            throw new CannotRun("There is no file " + source + ".");
        }
        try (Home.Lock lock = home.lock()) {
            if (lock.channel().isOpen() && Files.exists(home.data())) {
                Postgres.stopOrphan(home, PostgresPrograms.unpack(home), progress::say);
            }
            Path aside = Backup.restore(home, source, Instant.now());
            // the copy recovers from its log now, so that a fault shows here and not at the next start
            Postgres.start(home, Secrets.in(home), progress::say).close();
            progress.say(
                    "Restored %s. What was there before is in %s: remove it when you no longer need it.",
                    source, aside);
        } catch (IOException e) {
            throw new CannotRun("The restore failed: " + e.getMessage(), e);
        }
    }

    private static boolean confirmed(Home home, Home.Lock lock, Progress progress) {
        progress.say(
                "This removes %s with every gift, account, file and key in it (%s). Type `wipe` to go on:",
                home.directory(), lock.channel().isOpen() ? "nobody uses it now" : "in use");
        try (Scanner scanner = new Scanner(System.in, StandardCharsets.UTF_8)) {
            return scanner.hasNextLine() && scanner.nextLine().strip().equals("wipe");
        }
    }
}
