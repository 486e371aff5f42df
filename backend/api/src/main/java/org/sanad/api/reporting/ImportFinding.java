package org.sanad.api.reporting;

/**
 * Tells what is refused or noteworthy at one place of a file.
 *
 * @param line in the file, from 1
 * @param number tells findings of one line apart
 * @param element path of the element, with the activity's identifier
 * @param verdict what becomes of the activity that it is in
 * @param reason machine-readable
 * @param message in English, for people
 */
public record ImportFinding(
        int line, int number, String element, ImportVerdict verdict, String reason, String message) {}
