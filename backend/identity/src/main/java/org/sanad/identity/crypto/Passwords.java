package org.sanad.identity.crypto;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes passwords with Argon2id (19 MiB, two passes: OWASP's second setting, which suits a small machine).
 *
 * <p>Hashing is bounded to a few at a time, so that a flood of sign-ins costs waiting and not memory.
 */
@Component
public class Passwords {

    private static final int LONGEST = 200;

    private final Argon2PasswordEncoder argon2 = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);
    private final Semaphore permits = new Semaphore(4, true);
    private final String nobody = hash(Secrets.token());

    /** Hashes a password, with a salt of its own. */
    public final String hash(String password) {
        permits.acquireUninterruptibly();
        try {
            var hash = argon2.encode(password);
            if (hash == null) {
                throw new IllegalStateException("Argon2 gave no hash");
            }
            return hash;
        } finally {
            permits.release();
        }
    }

    /**
     * Compares a password with a hash. Without a hash (no such account, or one without a password) it takes as long as with one
     * and says no: time doesn't tell who has an account.
     */
    public boolean matches(String password, @Nullable String hash) {
        permits.acquireUninterruptibly();
        try {
            var candidate = password.length() > LONGEST ? "" : password;
            var same = argon2.matches(candidate, hash == null ? nobody : hash);
            return same && hash != null && !candidate.isEmpty();
        } finally {
            permits.release();
        }
    }
}
