package org.sanad.api.campaign;

/** From draft to the end; the schema says what each means. */
public enum CampaignStatus {
    DRAFT,
    ACTIVE,
    PAUSED,
    CLOSED
}
