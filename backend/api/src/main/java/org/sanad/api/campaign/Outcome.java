package org.sanad.api.campaign;

import java.util.List;

/** What became of a change: it was done, or refused for reasons that the client is told. */
public sealed interface Outcome<T> {

    /** It was done; this is how things stand now. */
    record Done<T>(T value) implements Outcome<T> {}

    /** Nothing was changed. */
    record Refused<T>(List<CampaignFault> faults) implements Outcome<T> {}

    /** Refuses for one reason that no field is to blame for. */
    static <T> Outcome<T> refused(CampaignFault.Code code, String message) {
        return new Refused<>(List.of(CampaignFault.of(code, message)));
    }
}
