package org.sanad.api.donation;

/** Why a gift is paid back. */
public enum RefundReason {
    DONOR_REQUEST,
    DUPLICATE,
    CAMPAIGN_CLOSED,
    ERROR
}
