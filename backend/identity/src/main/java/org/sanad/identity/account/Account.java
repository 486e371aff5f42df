package org.sanad.identity.account;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person who can sign in. What is in {@code email} and {@code phone} was confirmed; nothing unconfirmed is kept here.
 *
 * @param id the subject of their tokens, for ever
 * @param name as they typed it
 * @param phone E.164
 * @param password an Argon2id hash; none for who signs in by phone alone
 * @param locale {@code ar}, {@code fa} or {@code en}
 * @param staff whether a second factor is required of them
 * @param totp whether an authenticator app is set up
 */
public record Account(
        UUID id,
        String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String password,
        String locale,
        boolean staff,
        boolean totp) {

    /** What the person is addressed by where the name isn't enough. */
    public String identifier() {
        return email != null ? email : phone != null ? phone : "";
    }

    /** Whether one factor isn't enough for them. */
    public boolean needsSecondFactor() {
        return staff || totp;
    }
}
