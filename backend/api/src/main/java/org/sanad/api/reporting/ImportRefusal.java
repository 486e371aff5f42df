package org.sanad.api.reporting;

/** Says why a whole file is refused; a file is taken in as a whole or not at all. */
public enum ImportRefusal {
    /** Not well-formed XML. */
    BROKEN_XML,
    /** An IATI version other than 2.01, 2.02 and 2.03, or none. */
    UNSUPPORTED_VERSION,
    /** Holds a document type declaration or an entity, which no IATI file needs and attacks are made of. */
    FORBIDDEN_XML,
    /** Larger than a file, deeper than a tree or longer than an activity may be. */
    TOO_LARGE,
    /** Well-formed, but not an IATI activity file. */
    NOT_IATI,
    /** Breaks the IATI standard's structure or rules somewhere; the findings say where. */
    INVALID_CONTENT
}
