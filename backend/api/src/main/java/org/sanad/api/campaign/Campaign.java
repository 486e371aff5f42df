package org.sanad.api.campaign;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
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
 * @param areaCodes P-codes
 */
public record Campaign(
        UUID id,
        String slug,
        UUID organizationId,
        Jurisdiction jurisdiction,
        CampaignPurpose purpose,
        @Nullable UUID initiativeId,
        LocalizedText title,
        LocalizedText summary,
        LocalizedText story,
        CampaignStatus status,
        Sector sector,
        List<Integer> sdgs,
        List<String> areaCodes,
        Money goal,
        boolean stopsAtGoal,
        Money raised,
        int progress,
        int donationCount,
        int donorCount,
        LocalDate startsOn,
        @Nullable LocalDate endsOn,
        @Nullable UUID imageId,
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
        int version)
        implements Entity {

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
