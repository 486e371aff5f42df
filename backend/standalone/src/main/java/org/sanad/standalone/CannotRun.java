package org.sanad.standalone;

/** Says in one sentence, meant for the person at the terminal, why Sanad can't do what was asked; shown without a stack trace. */
public final class CannotRun extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Tells what is in the way and what to do about it. */
    public CannotRun(String message) {
        super(message);
    }

    /** Tells what is in the way, and keeps what it was learnt from. */
    public CannotRun(String message, Throwable cause) {
        super(message, cause);
    }
}
