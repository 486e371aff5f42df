package org.sanad.api.reporting;

/** Why a wish to preview or carry out an import was refused. */
enum ImportErrorCode {
    NOT_FOUND,
    FORBIDDEN,
    INCOMPLETE,
    WRONG_STATE,
    REFUSED
}
