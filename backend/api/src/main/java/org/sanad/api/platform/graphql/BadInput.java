package org.sanad.api.platform.graphql;

/** An argument that no honest client sends. Becomes a top-level error with {@code extensions.code = BAD_INPUT} and this message. */
public final class BadInput extends RuntimeException {

    public BadInput(String message) {
        super(message, null, false, false);
    }
}
