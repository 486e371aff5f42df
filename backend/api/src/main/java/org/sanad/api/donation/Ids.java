package org.sanad.api.donation;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** Makes ids that sort by time (RFC 9562, version 7), where one is needed before its row is written. */
final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    static UUID at(Instant now) {
        long high = (now.toEpochMilli() << 16) | 0x7000L | RANDOM.nextInt(1 << 12);
        long low = (RANDOM.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
