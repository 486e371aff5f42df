package org.sanad.api.platform.db;

import java.security.SecureRandom;
import java.util.UUID;

/** Makes inner ids where a statement needs to know them beforehand; elsewhere the column's default makes them. */
public final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** Makes an id by RFC 9562, version 7: 48 bits of time in milliseconds, the rest random. */
    public static UUID next() {
        long time = System.currentTimeMillis() << 16;
        long high = time | 0x7000L | (RANDOM.nextLong() & 0x0FFFL);
        long low = (RANDOM.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
