package org.sanad.identity.web;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.sanad.identity.signin.SignIn;
import org.sanad.identity.signin.SignIns;

/**
 * A sign-in as its owner recognizes it.
 *
 * @param program the browser's name, or empty when it isn't one of the common ones
 * @param system the operating system's name, or empty
 */
public record Browser(UUID id, String program, String system, String address, Instant createdAt, Instant lastSeenAt) {

    /** One line of the log. */
    public record Line(String event, Instant at, String program, String system, String address) {
        static Line of(SignIns.Entry entry) {
            return new Line(
                    entry.event().name().toLowerCase(Locale.ROOT),
                    entry.at(),
                    Browser.program(entry.userAgent()),
                    Browser.system(entry.userAgent()),
                    entry.address());
        }
    }

    static Browser of(SignIn signIn) {
        return new Browser(
                signIn.id(),
                program(signIn.userAgent()),
                system(signIn.userAgent()),
                signIn.address(),
                signIn.createdAt(),
                signIn.lastSeenAt());
    }

    private static String program(String agent) {
        if (agent.contains("Edg/")) {
            return "Edge";
        }
        if (agent.contains("OPR/")) {
            return "Opera";
        }
        if (agent.contains("SamsungBrowser")) {
            return "Samsung Internet";
        }
        if (agent.contains("Firefox/")) {
            return "Firefox";
        }
        if (agent.contains("Chrome/")) {
            return "Chrome";
        }
        return agent.contains("Safari/") ? "Safari" : "";
    }

    private static String system(String agent) {
        if (agent.contains("Android")) {
            return "Android";
        }
        if (agent.contains("iPhone") || agent.contains("iPad")) {
            return "iOS";
        }
        if (agent.contains("Windows")) {
            return "Windows";
        }
        if (agent.contains("Mac OS X")) {
            return "macOS";
        }
        return agent.contains("Linux") ? "Linux" : "";
    }
}
