package org.sanad.identity.oauth;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.sanad.identity.crypto.Secrets;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Hashes the secrets of clients. They are random and long, never chosen by people, so one SHA-256 is enough: a slow hash would
 * only make every token request slow.
 */
final class ClientSecrets implements PasswordEncoder {

    @Override
    public @Nullable String encode(@Nullable CharSequence secret) {
        return secret == null ? null : Secrets.hashText(secret.toString());
    }

    @Override
    public boolean matches(@Nullable CharSequence secret, @Nullable String hash) {
        return secret != null
                && hash != null
                && Secrets.same(
                        Secrets.hashText(secret.toString()).getBytes(StandardCharsets.US_ASCII),
                        hash.getBytes(StandardCharsets.US_ASCII));
    }
}
