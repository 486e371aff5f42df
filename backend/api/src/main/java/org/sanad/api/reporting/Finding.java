package org.sanad.api.reporting;

/**
 * Says what is wrong or noteworthy at one place of a file.
 *
 * @param line in the file, from 1: where the element starts
 * @param element path from the activity down, with the activity's identifier where it has one
 * @param severity whether the file can be taken in all the same
 * @param reason machine-readable: {@code structure.…}, {@code rule.} and the number of the IATI rule, or {@code import.…}
 * @param message in English, for people
 */
record Finding(int line, String element, Severity severity, String reason, String message) {

    enum Severity {
        /** The file is refused. */
        ERROR,
        /** The file is taken in; its publisher may wish to know. */
        WARNING
    }

    static Finding error(int line, String element, String reason, String message) {
        return new Finding(line, element, Severity.ERROR, reason, message);
    }

    static Finding warning(int line, String element, String reason, String message) {
        return new Finding(line, element, Severity.WARNING, reason, message);
    }

    boolean isError() {
        return severity == Severity.ERROR;
    }
}
