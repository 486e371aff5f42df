package org.sanad.api.campaign;

/** Orders of the public list. */
public enum CampaignOrder {
    NEWEST,
    ENDING_SOON,
    NEAREST_TO_GOAL,
    MOST_GIVEN,
    RELEVANCE
}
