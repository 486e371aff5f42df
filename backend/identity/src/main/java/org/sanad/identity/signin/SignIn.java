package org.sanad.identity.signin;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A browser that signed in, or that still owes a second factor.
 *
 * @param methods how, in the words of the amr claim (RFC 8176): {@code pwd}, {@code sms}, {@code otp}
 * @param complete whether every factor that the account needs was given
 * @param authenticatedAt when the person last proved who they are
 */
public record SignIn(
        UUID id,
        UUID account,
        List<String> methods,
        boolean complete,
        Instant authenticatedAt,
        Instant createdAt,
        Instant lastSeenAt,
        Instant expiresAt,
        String address,
        String userAgent) {

    public SignIn {
        methods = List.copyOf(methods);
    }

    /** The authentication context: {@code aal2} when two factors were given, else {@code aal1}. */
    public String acr() {
        return methods.contains("otp") ? "aal2" : "aal1";
    }

    /** The amr claim: the methods, and {@code mfa} when there were two. */
    public List<String> amr() {
        return methods.size() > 1
                ? Stream.concat(methods.stream(), Stream.of("mfa")).toList()
                : methods;
    }
}
