package org.sanad.api.organization;

import java.time.ZoneId;

/** A country whose charities, areas and policies Sanad holds. */
public enum Jurisdiction {
    SY("Asia/Damascus"),
    KW("Asia/Kuwait"),
    IR("Asia/Tehran"),
    /** Bodies of other countries and of international scope. */
    XX("Etc/UTC");

    private final ZoneId zone;

    Jurisdiction(String zone) {
        this.zone = ZoneId.of(zone);
    }

    /** Where its days begin: a campaign's last day ends at midnight there. */
    public ZoneId zone() {
        return zone;
    }
}
