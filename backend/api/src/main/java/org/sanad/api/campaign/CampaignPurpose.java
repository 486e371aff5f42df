package org.sanad.api.campaign;

/** What the gifts of a campaign are for. */
public enum CampaignPurpose {
    PROJECT,
    SECTOR,
    NATIONAL_INITIATIVE
}
