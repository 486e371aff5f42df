package org.sanad.api.organization;

/** Fields of charitable work; the schema says what each means. */
public enum Sector {
    HEALTH,
    EDUCATION,
    FOOD,
    WATER,
    SHELTER,
    ORPHANS,
    LIVELIHOODS,
    RELIEF,
    DISABILITY,
    OLDER_PEOPLE,
    WOMEN,
    RELIGIOUS,
    ENVIRONMENT,
    DEBT_RELIEF,
    BLOOD,
    MULTIPLE
}
