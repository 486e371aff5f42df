package org.sanad.api.platform.security;

import graphql.GraphQLContext;
import java.util.List;
import java.util.Set;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Whether a person gave a second factor when signing in, as the issuer's word about them says and nothing else: {@code amr} with {@code mfa}
 * (RFC 8176), or {@code acr} at the second or third level of assurance (NIST SP 800-63B).
 */
public final class SecondFactor {

    /** What {@code acr_values} asks the issuer for. */
    static final String WANTED = "aal2";

    private static final Set<String> LEVELS = Set.of(WANTED, "aal3");
    private static final String MISSING = "sanad.one-factor";

    private SecondFactor() {}

    static boolean in(Jwt person) {
        List<String> methods = person.getClaimAsStringList("amr");
        var level = person.getClaimAsString("acr");
        return (methods != null && methods.contains("mfa")) || (level != null && LEVELS.contains(level));
    }

    static void noteMissing(GraphQLContext operation) {
        operation.put(MISSING, true);
    }

    /** Whether the person behind an operation gave one factor only; false for a guest and for a program. */
    public static boolean isMissing(GraphQLContext operation) {
        return operation.getBoolean(MISSING);
    }
}
