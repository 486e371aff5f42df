package org.sanad.identity.account;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A proof that is under way.
 *
 * @param account whose it is; none while there is no account
 * @param target the address that is to be proved
 * @param name what a new account is to be called
 * @param password the hash that a new account is to have
 * @param returnTo where the person was going
 * @param proved whether the code was given
 */
public record Verification(
        UUID id,
        Purpose purpose,
        @Nullable UUID account,
        String target,
        @Nullable String name,
        @Nullable String password,
        @Nullable String returnTo,
        boolean proved) {

    /** What a proof is for; one for another purpose is none. */
    public enum Purpose {
        REGISTRATION,
        PHONE_SIGN_IN,
        PASSWORD_RESET,
        EMAIL_CHANGE,
        PHONE_CHANGE
    }

    /** What became of a code. */
    public sealed interface Outcome {
        /** The code was right; it can't be given again. */
        record Proved(Verification verification) implements Outcome {}

        /** The code was wrong; {@code attemptsLeft} say how often one may still try. */
        record Wrong(int attemptsLeft) implements Outcome {}

        /** There is nothing to prove any more: expired, used, or guessed at too often. */
        record Over() implements Outcome {}
    }
}
