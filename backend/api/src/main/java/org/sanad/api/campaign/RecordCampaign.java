package org.sanad.api.campaign;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.api.organization.Identifier;
import org.sanad.api.organization.Sector;
import org.sanad.api.platform.money.Money;
import org.sanad.api.platform.text.LocalizedText;

/**
 * Enters a campaign from a file or the demo data. It is known again by {@code source} or, where that is null, by its slug. All sums are in the
 * goal's currency. Of a campaign that gifts have come to, goal and currency stay as they are; a closed one stays closed.
 *
 * @param slug wished for; where another campaign has it already, a suffix is added
 * @param publishedAt null for a draft, and only for a draft
 * @param createdAt null for now
 * @param source the number that the file knows it by
 */
public record RecordCampaign(
        String slug,
        UUID organizationId,
        CampaignStatus status,
        CampaignPurpose purpose,
        @Nullable UUID initiativeId,
        LocalizedText title,
        LocalizedText summary,
        LocalizedText story,
        Sector sector,
        List<Integer> sdgs,
        List<String> areas,
        Money goal,
        boolean stopsAtGoal,
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
        @Nullable Instant createdAt,
        boolean isDemo,
        @Nullable Identifier source) {}
