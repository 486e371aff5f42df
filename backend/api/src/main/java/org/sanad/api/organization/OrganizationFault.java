package org.sanad.api.organization;

import java.util.List;

/** Why a change of an organization or of its members was refused. */
public record OrganizationFault(Code code, List<String> path, String message) {

    /** Reasons, as in the schema. */
    public enum Code {
        NOT_FOUND,
        FORBIDDEN,
        REQUIRED,
        NAME_REQUIRED,
        TOO_LONG,
        INVALID,
        ALREADY_MEMBER,
        INVITATION_EXPIRED,
        LAST_ADMIN
    }
}
