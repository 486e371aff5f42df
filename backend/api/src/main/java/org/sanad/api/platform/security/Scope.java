package org.sanad.api.platform.security;

import java.util.Locale;
import java.util.Set;

/**
 * What a partner's program may be allowed to do. The schema says with {@code @scope} which fields need which; the issuer puts their words into
 * the program's token. Reading what is public needs none. A scope opens a door and gives no right: what the program may do behind it follows from
 * its roles, as with people.
 */
public enum Scope {
    /** Changes records and members of bodies; reads members. */
    ORGANIZATIONS_WRITE,
    /** Writes, publishes and closes campaigns, with their pictures. */
    CAMPAIGNS_WRITE,
    /** Reads gifts that are not public: its own, and those of the bodies in which it has a role. */
    DONATIONS_READ,
    /** Gives, and keeps the books of gifts. Includes {@link #DONATIONS_READ}. */
    DONATIONS_WRITE,
    /** Takes in registers and activity files. */
    IMPORTS_WRITE;

    /** How it stands in a token: {@code donations:read}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ':');
    }

    /** Whether a token with these words allows it: whoever may write may read. */
    boolean isIn(Set<String> words) {
        return words.contains(word())
                || (word().endsWith(":read") && words.contains(word().replace(":read", ":write")));
    }
}
