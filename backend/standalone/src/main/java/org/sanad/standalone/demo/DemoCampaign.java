package org.sanad.standalone.demo;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanad.api.campaign.CampaignStatus;
import org.sanad.api.campaign.Intention;
import org.sanad.api.organization.Jurisdiction;
import org.sanad.api.organization.Sector;
import org.sanad.api.platform.text.LocalizedText;

/**
 * A campaign of the demo, before it is entered. Days count from the day on which the demo is loaded.
 *
 * @param endsIn null for open-ended
 * @param target what it shall have raised once all gifts are in, in percent of the goal, about; 0 for a campaign without a gift
 * @param weight its share of the gifts, against the others'
 * @param scene the tint of its sector's drawing
 */
public record DemoCampaign(
        String slug,
        String organization,
        Jurisdiction jurisdiction,
        @Nullable String initiative,
        LocalizedText title,
        LocalizedText summary,
        LocalizedText story,
        Sector sector,
        List<Integer> sdgs,
        List<String> areas,
        String currency,
        BigDecimal goal,
        int startsIn,
        @Nullable Integer endsIn,
        List<Intention> intentions,
        @Nullable LocalizedText authority,
        BigDecimal minimum,
        List<Effect> impacts,
        List<BigDecimal> presets,
        int feePercent,
        LocalizedText refundPolicy,
        CampaignStatus status,
        int target,
        double weight,
        String scene,
        List<Told> updates) {

    /** The same, taking no gifts for the time being. */
    DemoCampaign paused() {
        return new DemoCampaign(
                slug,
                organization,
                jurisdiction,
                initiative,
                title,
                summary,
                story,
                sector,
                sdgs,
                areas,
                currency,
                goal,
                startsIn,
                endsIn,
                intentions,
                authority,
                minimum,
                impacts,
                presets,
                feePercent,
                refundPolicy,
                CampaignStatus.PAUSED,
                target,
                weight,
                scene,
                updates);
    }

    /** What an amount brings about. */
    public record Effect(BigDecimal amount, LocalizedText label) {}

    /** What a charity told its donors. */
    public record Told(int daysAgo, LocalizedText title, LocalizedText body) {}
}
