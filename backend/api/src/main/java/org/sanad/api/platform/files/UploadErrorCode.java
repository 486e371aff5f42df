package org.sanad.api.platform.files;

/** Why an upload or a picture was refused. */
enum UploadErrorCode {
    NOT_FOUND,
    FORBIDDEN,
    TOO_LARGE,
    TOO_SMALL,
    WRONG_TYPE,
    ALT_REQUIRED,
    INCOMPLETE,
    EXPIRED,
    INVALID
}
