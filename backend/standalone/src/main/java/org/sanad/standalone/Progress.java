package org.sanad.standalone;

import com.google.errorprone.annotations.FormatMethod;
import java.io.PrintStream;
import java.util.function.Supplier;

/** Tells the person at the terminal what goes on, one line for each step, with how long it took. */
final class Progress {

    private final PrintStream out;
    private final long begin = System.nanoTime();

    Progress(PrintStream out) {
        this.out = out;
    }

    /** Does the step and says when it is done. */
    <T> T step(String what, Supplier<T> work) {
        long start = System.nanoTime();
        T result = work.get();
        say("  %-44s %5.1f s", what, seconds(System.nanoTime() - start));
        return result;
    }

    /** Says a line as it is. */
    synchronized void say(String line) {
        // in one piece: who reads along, or what kills us, never finds half a line
        out.print(line + System.lineSeparator());
        out.flush();
    }

    /** Says a line, filled in. */
    @FormatMethod
    synchronized void say(String format, Object... arguments) {
        say(format.formatted(arguments));
    }

    /** Seconds since this began. */
    double elapsed() {
        return seconds(System.nanoTime() - begin);
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }
}
