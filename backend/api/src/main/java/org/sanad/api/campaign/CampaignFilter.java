package org.sanad.api.campaign;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.api.organization.Jurisdiction;
import org.sanad.api.organization.Sector;

/** Which campaigns the public list shows; what is null or empty narrows nothing, but {@code statuses}, which then is ACTIVE. */
public record CampaignFilter(
        @Nullable String query,
        @Nullable List<String> areas,
        @Nullable List<Sector> sectors,
        @Nullable List<CampaignStatus> statuses,
        @Nullable List<Intention> intentions,
        @Nullable List<Jurisdiction> jurisdictions,
        @Nullable List<CampaignPurpose> purposes,
        @Nullable List<Integer> sdgs,
        @Nullable UUID initiative) {

    /** The campaigns that take gifts. */
    public static final CampaignFilter NONE = new CampaignFilter(null, null, null, null, null, null, null, null, null);

    /** The campaigns of a jurisdiction that take gifts. */
    static CampaignFilter in(Jurisdiction jurisdiction) {
        return new CampaignFilter(null, null, null, null, null, List.of(jurisdiction), null, null, null);
    }
}
