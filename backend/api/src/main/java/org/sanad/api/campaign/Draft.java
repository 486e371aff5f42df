package org.sanad.api.campaign;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.api.organization.Sector;
import org.sanad.api.platform.money.Money;
import org.sanad.api.platform.text.LocalizedText;

/** What a campaign's managers decide about it: all of its fields, checked. A draft may still lack summary, story and refund policy. */
record Draft(
        CampaignPurpose purpose,
        @Nullable UUID initiative,
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
        @Nullable UUID image,
        List<Intention> intentions,
        @Nullable LocalizedText religiousAuthority,
        Money minimumGift,
        @Nullable Money maximumGift,
        List<Impact> impacts,
        List<Money> presets,
        BigDecimal feePercent,
        LocalizedText refundPolicy) {

    /** A campaign of which nothing is decided but title and goal. */
    static Draft begun(LocalizedText title, Money goal, long minimumGift, LocalDate today) {
        var nothing = new LocalizedText(Map.of(title.origin(), ""), title.origin());
        return new Draft(
                CampaignPurpose.PROJECT,
                null,
                title,
                nothing,
                nothing,
                Sector.MULTIPLE,
                List.of(),
                List.of(),
                goal,
                false,
                today,
                null,
                null,
                List.of(Intention.GENERAL),
                null,
                new Money(minimumGift, goal.currency()),
                null,
                List.of(),
                List.of(),
                BigDecimal.ZERO,
                nothing);
    }

    static Draft of(Campaign campaign) {
        return new Draft(
                campaign.purpose(),
                campaign.initiativeId(),
                campaign.title(),
                campaign.summary(),
                campaign.story(),
                campaign.sector(),
                campaign.sdgs(),
                campaign.areaCodes(),
                campaign.goal(),
                campaign.stopsAtGoal(),
                campaign.startsOn(),
                campaign.endsOn(),
                campaign.imageId(),
                campaign.intentions(),
                campaign.religiousAuthority(),
                campaign.minimumGift(),
                campaign.maximumGift(),
                campaign.impacts(),
                campaign.presets(),
                campaign.feePercent(),
                campaign.refundPolicy());
    }

    /** Whether a text says anything in some language. */
    static boolean says(LocalizedText text) {
        return text.texts().values().stream().anyMatch(written -> !written.isBlank());
    }
}
