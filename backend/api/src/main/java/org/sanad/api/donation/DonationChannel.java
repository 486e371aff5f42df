package org.sanad.api.donation;

/** How the money of a gift came in. */
public enum DonationChannel {
    GATEWAY,
    CASH,
    IMPORT
}
