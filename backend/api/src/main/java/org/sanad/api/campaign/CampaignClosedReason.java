package org.sanad.api.campaign;

/** Why a gift can't be given to a campaign now. */
public enum CampaignClosedReason {
    NOT_STARTED,
    ENDED,
    PAUSED,
    CLOSED,
    GOAL_REACHED,
    NOT_PUBLISHED
}
