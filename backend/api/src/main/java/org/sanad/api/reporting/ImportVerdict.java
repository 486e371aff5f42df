package org.sanad.api.reporting;

/** What an import does, or did, with a thing in its file. */
public enum ImportVerdict {
    CREATED,
    CHANGED,
    UNCHANGED,
    REFUSED
}
