package org.sanad.api.reporting;

/** What an import makes. */
public enum ImportedKind {
    ORGANIZATION,
    ACTIVITY,
    TRANSACTION
}
