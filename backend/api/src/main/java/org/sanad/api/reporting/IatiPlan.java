package org.sanad.api.reporting;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.text.LocalizedText;

/**
 * Says what Sanad makes of an activity: bodies, a campaign for a project, and what the ledger takes of its transactions.
 *
 * @param organizations every body that the activity names by an identifier and a name; the first is the reporting one
 * @param countries whom the activity is for, by its own word or its transactions'; empty where it names none
 * @param campaign null where it can't be made; the findings say why
 */
record IatiPlan(
        List<Body> organizations,
        List<Country> countries,
        @Nullable Project campaign,
        List<Movement> transactions,
        List<Finding> findings) {

    /** A country, by ISO 3166-1, and where it first stands. */
    record Country(String code, int line) {}

    /** A body, by the register's scheme and its number there. */
    record Body(int line, String scheme, String value, String kind, String jurisdiction, LocalizedText name) {}

    /**
     * What the campaign is to be.
     *
     * @param identifier the activity's, in scheme IATI
     * @param scheme with {@code value}, the body that runs it
     * @param goal in the smallest unit of {@code currency}
     */
    record Project(
            String identifier,
            String scheme,
            String value,
            LocalizedText title,
            LocalizedText summary,
            LocalizedText story,
            String status,
            String sector,
            List<Integer> sdgs,
            String currency,
            long goal,
            LocalDate startsOn,
            @Nullable LocalDate endsOn) {}

    /**
     * A transaction as it was reported, and what moves in the ledger.
     *
     * @param key the same in the next file for the same transaction
     * @param kind GRANT for money that came in, DISBURSEMENT for money that went out; null for promises and what can't be posted
     * @param currency key of the currency, {@code SYP-OLD} for pounds before 2026; null where Sanad doesn't know it
     * @param minor in the smallest unit; negative for a correction; null where nothing is posted
     */
    record Movement(
            int number,
            int line,
            String key,
            String hash,
            String type,
            LocalDate day,
            BigDecimal amount,
            @Nullable String kind,
            @Nullable String currency,
            @Nullable Long minor,
            @Nullable String memo) {

        /** The same as a fact of which the ledger takes nothing. */
        Movement unposted() {
            return new Movement(number, line, key, hash, type, day, amount, null, currency, null, memo);
        }
    }
}
