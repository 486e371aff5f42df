package org.sanad.api.reporting;

import java.io.Serial;

/** Ends the reading of a file that can't be read to its end; what was read before counts for nothing. */
final class RefusedFile extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final ImportRefusal refusal;
    private final int line;
    private final int activities;
    private final int transactions;

    RefusedFile(ImportRefusal refusal, int line, String message) {
        this(refusal, line, message, 0, 0);
    }

    /** Refuses a file whose activities and transactions could be counted, though not read. */
    RefusedFile(ImportRefusal refusal, int line, String message, int activities, int transactions) {
        super(message);
        this.refusal = refusal;
        this.line = line;
        this.activities = activities;
        this.transactions = transactions;
    }

    ImportRefusal refusal() {
        return refusal;
    }

    /** The line at which reading ended, from 1. */
    int line() {
        return line;
    }

    /** How many activities are refused with the file; 0 where they could not be counted. */
    int activities() {
        return activities;
    }

    /** How many transactions are refused with the file; 0 where they could not be counted. */
    int transactions() {
        return transactions;
    }

    /** Why, in English, for people. Never empty. */
    String reason() {
        return String.valueOf(getMessage());
    }
}
