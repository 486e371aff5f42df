package org.sanad.api.donation;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.db.Database;
import org.sanad.api.platform.db.Ids;
import org.sanad.api.platform.security.SystemOnly;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Gifts and movements whose money is there already: imported, reported, or of the demo. They go into the ledger as they are. */
@Service
public class SettledDonations {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Database jobs;
    private final Clock clock;

    SettledDonations(@Qualifier("jobDatabase") Database jobs, Clock clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    /** What became of gifts to be recorded. */
    public sealed interface Recording {

        /** Written into the ledger: so many now, so many had been before. */
        record Recorded(int recorded, int known) implements Recording {}

        /** Nothing was written, because of these. */
        record Refused(List<Refusal> refusals) implements Recording {}
    }

    /** Why a gift can't be recorded: CAMPAIGN_NOT_FOUND, CURRENCY_MISMATCH, INTENTION_NOT_ALLOWED or INVALID_AMOUNT. */
    public record Refusal(String origin, DonateFault.Code code) {}

    /** Records one gift whose money is there; see {@link #recordSettledDonations}. */
    @SystemOnly
    public Mono<Recording> recordSettledDonation(SettledDonation gift) {
        return recordSettledDonations(List.of(gift));
    }

    /**
     * Records gifts whose money is there: all of them or, where one is refused or an error stops it, none. Never empty. Two statements however
     * many they are (some thousand at a time is best); joins a transaction of the job database that is open already. A gift whose origin is
     * known stays as it is. Live bars move once for each campaign.
     */
    @SystemOnly
    public Mono<Recording> recordSettledDonations(List<SettledDonation> gifts) {
        var now = clock.instant();
        var rows = JSON.writeValueAsString(
                gifts.stream().map(SettledDonations::row).toList());
        return jobs.transaction(() -> jobs.many(REFUSALS, SettledDonations::refusal, rows)
                .collectList()
                .flatMap(refusals -> refusals.isEmpty()
                        ? write(rows, now).map(count -> new Recording.Recorded(count, gifts.size() - count))
                        : Mono.<Recording>just(new Recording.Refused(refusals))));
    }

    private Mono<Integer> write(String rows, Instant now) {
        return jobs.changeReturning("select write_settled($1::jsonb, $2)", row -> 1, rows, now)
                .count()
                .map(Math::toIntExact);
    }

    private static Map<String, @Nullable Object> row(SettledDonation gift) {
        var row = new LinkedHashMap<String, @Nullable Object>();
        row.put("id", gift.payment() == null ? Ids.next() : gift.payment().order());
        row.put(
                "payment_reference",
                gift.payment() == null ? null : gift.payment().reference());
        row.put("campaign_id", gift.campaignId());
        row.put("currency", gift.amount().currency());
        row.put("amount", gift.amount().minor());
        row.put("intention", gift.intention());
        row.put("channel", gift.channel());
        row.put("reference", Reference.random());
        row.put("is_anonymous", gift.displayName() == null);
        row.put("display_name", gift.displayName());
        row.put("dedication", gift.dedication());
        row.put("dedication_state", gift.dedicationState());
        row.put("donor_actor_id", gift.donorActorId());
        row.put("locale", gift.locale());
        row.put("origin", gift.origin());
        row.put("created_at", gift.receivedAt().toString());
        row.put("received_at", gift.receivedAt().toString());
        row.put("donor_name", gift.donorName());
        row.put("receipt_code", gift.withReceipt() ? ReceiptCode.random() : "");
        return row;
    }

    private static Refusal refusal(Readable row) {
        return new Refusal(Rows.the(row, "origin", String.class), Rows.word(row, "code", DonateFault.Code.class));
    }

    private static final String REFUSALS = """
            select origin, code from (
              select g.origin, case
                  when c.id is null or c.status = 'DRAFT' then 'CAMPAIGN_NOT_FOUND'
                  when c.currency <> g.currency then 'CURRENCY_MISMATCH'
                  when g.intention <> all (c.intentions) then 'INTENTION_NOT_ALLOWED'
                  when g.amount <= 0 then 'INVALID_AMOUNT'
                end as code
              from jsonb_to_recordset($1::jsonb) g (origin text, campaign_id uuid, currency text, intention text, amount bigint)
              left join campaigns c on c.id = g.campaign_id) checked
            where code is not null
            order by origin""";

    /**
     * Posts movements that a register reports beside gifts. Tells how many were new. Movements to unknown campaigns are left out; joins a
     * transaction of the job database that is open already.
     */
    @SystemOnly
    public Mono<Integer> recordReportedMovements(List<ReportedMovement> movements) {
        var rows = movements.stream()
                .map(movement -> {
                    var row = new LinkedHashMap<String, @Nullable Object>();
                    row.put("origin", movement.origin());
                    row.put("kind", movement.kind());
                    row.put("campaign_id", movement.campaignId());
                    row.put("intention", movement.intention());
                    row.put("currency", movement.amount().currency());
                    row.put("amount", movement.amount().minor());
                    row.put("occurred_at", movement.occurredAt().toString());
                    row.put("memo", movement.memo());
                    return row;
                })
                .toList();
        return jobs.changeReturning(
                        "select post_reported($1::jsonb) as posted",
                        row -> Rows.the(row, "posted", Integer.class),
                        JSON.writeValueAsString(rows))
                .single();
    }
}
