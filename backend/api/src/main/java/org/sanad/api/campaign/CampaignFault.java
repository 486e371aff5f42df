package org.sanad.api.campaign;

import java.util.List;

/** Why a change of a campaign was refused. */
public record CampaignFault(Code code, List<String> path, String message) {

    /** Reasons, as in the schema. */
    public enum Code {
        NOT_FOUND,
        FORBIDDEN,
        REQUIRED,
        TOO_LONG,
        INVALID,
        CURRENCY_MISMATCH,
        LOCKED_BY_GIFTS,
        DATES,
        CONFLICT,
        WRONG_STATUS
    }

    static CampaignFault of(Code code, String message, String... path) {
        return new CampaignFault(code, List.of(path), message);
    }
}
