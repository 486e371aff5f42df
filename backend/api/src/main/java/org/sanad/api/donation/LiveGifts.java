package org.sanad.api.donation;

import java.time.Duration;
import java.util.UUID;
import org.sanad.api.platform.db.Database;
import org.sanad.api.platform.money.Money;
import org.sanad.api.platform.outbox.Item;
import org.sanad.api.platform.outbox.News;
import org.sanad.api.platform.security.PublicAccess;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Follows campaigns and gifts as they change, whichever node they change through. */
@Service
public class LiveGifts {

    /** A bar that moves more often is not read. */
    static final Duration PACE = Duration.ofSeconds(1);

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Database database;
    private final Donations donations;
    private final News news;

    LiveGifts(Database database, Donations donations, News news) {
        this.database = database;
        this.donations = donations;
        this.news = news;
    }

    /**
     * How a campaign stands.
     *
     * @param eventId rises with each event; the first value, which is no event, repeats where nothing has changed
     */
    public record Progress(
            String eventId, UUID campaignId, Money raised, int progress, int donorCount, int donationCount) {}

    /**
     * Follows a campaign: how it stands at once, then after each change, at most once a second; what comes faster is skipped for the latest. Empty
     * and complete for a campaign that the public may not see; otherwise never completes.
     */
    @PublicAccess
    public Flux<Progress> progress(UUID campaign) {
        var present = database.one(
                """
                select t.currency, t.raised, t.progress, t.donor_count, t.donation_count from campaign_totals t
                join campaigns c on c.id = t.campaign_id where t.campaign_id = $1 and c.status <> 'DRAFT'""",
                row -> {
                    var raised = Rows.money(row, "raised");
                    int gifts = Rows.the(row, "donation_count", Integer.class);
                    return new Progress(
                            "0-" + raised.minor() + "-" + gifts,
                            campaign,
                            raised,
                            Rows.the(row, "progress", Integer.class),
                            Rows.the(row, "donor_count", Integer.class),
                            gifts);
                },
                campaign);
        // a first look tells whether there is anything to follow; the second is read while listening, so that no change
        // falls in between
        return present.flatMapMany(found -> Flux.mergeSequential(
                        present, news.about(campaign, "campaign.progress").map(LiveGifts::progress)))
                .transform(LiveGifts::paced);
    }

    private static Progress progress(Item item) {
        var payload = JSON.readTree(item.payload());
        return new Progress(
                Long.toString(item.position()),
                item.aggregateId(),
                new Money(
                        payload.path("raised").asLong(),
                        payload.path("currency").asString()),
                payload.path("progress").asInt(),
                payload.path("donorCount").asInt(),
                payload.path("donationCount").asInt());
    }

    /** Follows the gift that a secret belongs to: at once, whenever it changes, until its state is final. Empty for a wrong secret. */
    @PublicAccess
    public Flux<Donation> gift(String secret) {
        return donations
                .bySecret(secret)
                .flatMapMany(found -> Flux.mergeSequential(
                                Mono.just(true),
                                news.about(found.id(), "donation.changed").map(item -> true))
                        .transform(LiveGifts::paced)
                        .concatMap(changed -> donations.bySecret(secret)))
                .distinctUntilChanged(gift -> gift.state() + " " + gift.refund())
                .takeUntil(gift -> gift.state().isFinal());
    }

    /** Lets the first pass at once, then the latest once a second. */
    static <T> Flux<T> paced(Flux<T> all) {
        return all.onBackpressureLatest()
                .concatMap(each -> Flux.concat(Mono.just(each), Mono.delay(PACE).then(Mono.<T>empty())), 0);
    }
}
