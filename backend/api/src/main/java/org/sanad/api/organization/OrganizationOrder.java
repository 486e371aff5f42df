package org.sanad.api.organization;

/** Orders of the directory. */
public enum OrganizationOrder {
    NAME,
    NEWEST,
    RELEVANCE
}
