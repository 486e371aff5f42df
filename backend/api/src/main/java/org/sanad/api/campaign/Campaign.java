package org.sanad.api.campaign;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.api.organization.Jurisdiction;
import org.sanad.api.organization.Sector;
import org.sanad.api.platform.graphql.Entity;
import org.sanad.api.platform.money.Money;
import org.sanad.api.platform.text.LocalizedText;

/**
 * A call for gifts.
 *
 * @param jurisdiction the organization's; its time zone says when a day ends
 * @param raised gifts less refunds, equal to the postings at every moment
 * @param progress raised over goal in percent, rounded down
 * @param rest what a card in a list doesn't show; null where a list was read that shows none of it
 */
public record Campaign(
        UUID id,
        String slug,
        UUID organizationId,
        Jurisdiction jurisdiction,
        LocalizedText title,
        LocalizedText summary,
        CampaignStatus status,
        Sector sector,
        Money goal,
        boolean stopsAtGoal,
        Money raised,
        int progress,
        int donationCount,
        int donorCount,
        LocalDate startsOn,
        @Nullable LocalDate endsOn,
        @Nullable UUID imageId,
        @Nullable Details rest)
        implements Entity {

    /**
     * What only a campaign's own page shows.
     *
     * @param areaCodes P-codes
     */
    public record Details(
            CampaignPurpose purpose,
            @Nullable UUID initiativeId,
            LocalizedText story,
            List<Integer> sdgs,
            List<String> areaCodes,
            List<Intention> intentions,
            @Nullable LocalizedText religiousAuthority,
            Money minimumGift,
            @Nullable Money maximumGift,
            List<Impact> impacts,
            List<Money> presets,
            BigDecimal feePercent,
            LocalizedText refundPolicy,
            @Nullable Instant publishedAt,
            Instant createdAt,
            boolean isDemo,
            int version) {}

    /** What was read beside the card. To ask where only cards were read is a bug. */
    public Details details() {
        return Objects.requireNonNull(rest, "only the card was read");
    }

    public CampaignPurpose purpose() {
        return details().purpose();
    }

    public @Nullable UUID initiativeId() {
        return details().initiativeId();
    }

    public LocalizedText story() {
        return details().story();
    }

    public List<Integer> sdgs() {
        return details().sdgs();
    }

    public List<String> areaCodes() {
        return details().areaCodes();
    }

    public List<Intention> intentions() {
        return details().intentions();
    }

    public @Nullable LocalizedText religiousAuthority() {
        return details().religiousAuthority();
    }

    public Money minimumGift() {
        return details().minimumGift();
    }

    public @Nullable Money maximumGift() {
        return details().maximumGift();
    }

    public List<Impact> impacts() {
        return details().impacts();
    }

    public List<Money> presets() {
        return details().presets();
    }

    public BigDecimal feePercent() {
        return details().feePercent();
    }

    public LocalizedText refundPolicy() {
        return details().refundPolicy();
    }

    public @Nullable Instant publishedAt() {
        return details().publishedAt();
    }

    public Instant createdAt() {
        return details().createdAt();
    }

    public boolean isDemo() {
        return details().isDemo();
    }

    public int version() {
        return details().version();
    }

    /** Says why no gift can be given at {@code now}. Empty while one can. */
    public Optional<CampaignClosedReason> closedFor(Instant now) {
        var today = LocalDate.ofInstant(now, jurisdiction.zone());
        return switch (status) {
            case DRAFT -> Optional.of(CampaignClosedReason.NOT_PUBLISHED);
            case PAUSED -> Optional.of(CampaignClosedReason.PAUSED);
            case CLOSED -> Optional.of(CampaignClosedReason.CLOSED);
            case ACTIVE -> {
                if (today.isBefore(startsOn)) {
                    yield Optional.of(CampaignClosedReason.NOT_STARTED);
                }
                if (endsOn != null && today.isAfter(endsOn)) {
                    yield Optional.of(CampaignClosedReason.ENDED);
                }
                yield stopsAtGoal && raised.minor() >= goal.minor()
                        ? Optional.of(CampaignClosedReason.GOAL_REACHED)
                        : Optional.empty();
            }
        };
    }

    public String currency() {
        return goal.currency();
    }
}
