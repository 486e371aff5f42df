package org.sanad.api.donation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.api.campaign.Intention;
import org.sanad.api.platform.money.Money;

/**
 * A movement of money that a register reports beside gifts. Its currency may differ from the campaign's: it then moves funds of that currency and
 * not {@code raised}. What goes out beyond what was reported to have come in was paid from elsewhere: the missing part is posted as a grant.
 *
 * @param origin its key in its source; posting it again changes nothing
 * @param amount not nothing; a negative one puts right what was reported before
 */
public record ReportedMovement(
        String origin,
        Kind kind,
        UUID campaignId,
        Intention intention,
        Money amount,
        Instant occurredAt,
        @Nullable String memo) {

    /** Which way the money went. */
    public enum Kind {
        /** Money that came in and is no gift through Sanad. */
        GRANT,
        /** Money that was paid out to works and people. */
        DISBURSEMENT
    }
}
