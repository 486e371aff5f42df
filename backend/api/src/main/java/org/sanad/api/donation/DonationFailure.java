package org.sanad.api.donation;

/** Why a gift was not settled; the schema says what each means. */
public enum DonationFailure {
    DECLINED,
    ABANDONED,
    CAMPAIGN_CLOSED,
    UNVERIFIED
}
