package org.sanad.api.donation;

/** Whether a donor's words may be shown. */
public enum DedicationState {
    AWAITING_MODERATION,
    SHOWN,
    WITHHELD
}
