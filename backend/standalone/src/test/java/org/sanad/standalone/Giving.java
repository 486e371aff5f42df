package org.sanad.standalone;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.sanad.api.campaign.Intention;
import org.sanad.api.donation.SettledDonation;
import org.sanad.api.donation.SettledDonations;
import org.sanad.api.platform.money.Money;
import org.sanad.api.platform.text.Locale;

/**
 * A Sanad that does nothing but record gifts, from four threads, and says which it has acknowledged; made to be killed.
 *
 * <p>Arguments: the campaign's id, and a prefix for the gifts' origins.
 */
final class Giving {

    private Giving() {}

    public static void main(String[] args) {
        Progress progress = new Progress(System.out);
        Running running = Running.start(Home.from(System.getenv()), System.getenv(), progress);
        SettledDonations donations = running.api().getBean(SettledDonations.class);
        AtomicLong next = new AtomicLong();
        for (int i = 0; i < 4; i++) {
            Thread.ofPlatform().start(() -> {
                while (true) {
                    String origin = args[1] + ":" + next.incrementAndGet();
                    try {
                        SettledDonations.Recording recording = donations
                                .recordSettledDonation(gift(UUID.fromString(args[0]), origin))
                                .block();
                        if (recording instanceof SettledDonations.Recording.Recorded) {
                            progress.say("acknowledged %s", origin);
                        } else {
                            progress.say("refused %s: %s", origin, recording);
                            return;
                        }
                    } catch (RuntimeException e) {
                        // the database is away: whoever gives would be told so, and tries again
                        progress.say("failed %s: %s", origin, e);
                        LockSupport.parkNanos(100_000_000);
                    }
                }
            });
        }
    }

    private static SettledDonation gift(UUID campaign, String origin) {
        return new SettledDonation(
                origin,
                campaign,
                new Money(5_000, "KWD"),
                Intention.GENERAL,
                null,
                Instant.now(),
                null,
                null,
                null,
                null,
                null,
                Locale.AR,
                true);
    }
}
