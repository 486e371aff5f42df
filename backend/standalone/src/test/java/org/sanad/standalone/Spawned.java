package org.sanad.standalone;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A Sanad in a JVM of its own, as `make run` starts it, which a test can kill. */
final class Spawned implements AutoCloseable {

    private final Process process;
    private final List<String> output = Collections.synchronizedList(new ArrayList<>());
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    private Spawned(Process process) {
        this.process = process;
        Thread.ofPlatform().daemon().name("output").start(() -> {
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    synchronized (output) {
                        output.add(line);
                        output.notifyAll();
                    }
                    if (line.startsWith("Sanad is ready at ")) {
                        ready.complete(null);
                    }
                }
            } catch (IOException e) {
                output.add(e.toString());
            }
            ready.completeExceptionally(new IllegalStateException("it ended: " + String.join("\n", output)));
        });
    }

    static Spawned start(Path home, Map<String, String> environment, String... arguments) throws IOException {
        return start(Sanad.class, home, environment, arguments);
    }

    static Spawned start(Class<?> main, Path home, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("SANAD_") || name.equals("PORT") || name.equals("DEMO"));
        builder.environment().put("SANAD_HOME", home.toString());
        builder.environment().put("DEMO", "off");
        builder.environment().putAll(environment);
        return new Spawned(builder.start());
    }

    /** Waits for the line that says that it answers. */
    Spawned awaitReady() throws InterruptedException, ExecutionException, TimeoutException {
        ready.get(120, TimeUnit.SECONDS);
        return this;
    }

    /** Waits until there are so many lines that begin so. */
    void awaitLines(String beginning, int count) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        synchronized (output) {
            while (lines(beginning).size() < count) {
                if (System.nanoTime() > end || !process.isAlive()) {
                    throw new AssertionError("no " + count + " lines `" + beginning + "…` in: " + output());
                }
                output.wait(1_000);
            }
        }
    }

    /** The lines so far that begin so. */
    List<String> lines(String beginning) {
        synchronized (output) {
            return output.stream().filter(line -> line.startsWith(beginning)).toList();
        }
    }

    /** Waits for the process to end and returns its exit code. */
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("still running: " + String.join("\n", output));
        }
        return process.exitValue();
    }

    /** All that it printed. */
    String output() {
        return String.join("\n", output);
    }

    /** SIGKILL: nothing in it gets a chance to say or write anything. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** SIGTERM, as Ctrl-C: it stops in order. */
    void stop() {
        process.destroy();
    }

    @Override
    public void close() {
        stop();
        try {
            process.onExit().get(60, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            process.destroyForcibly();
        }
    }
}
