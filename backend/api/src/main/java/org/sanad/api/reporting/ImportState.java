package org.sanad.api.reporting;

/** How far an import is. */
public enum ImportState {
    /** Being read and judged. */
    READING,
    /** Read; waits for the registrar's word. */
    PREVIEWED,
    /** Being carried out, all of it or nothing. */
    RUNNING,
    /** Carried out. */
    DONE,
    /** Refused as a whole; nothing of it stands. */
    REFUSED
}
