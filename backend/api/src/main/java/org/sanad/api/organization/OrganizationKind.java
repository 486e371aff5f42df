package org.sanad.api.organization;

/** Kinds of bodies; the schema says what each means. */
public enum OrganizationKind {
    CHARITY,
    FOUNDATION,
    MABARRA,
    NGO,
    MOSQUE_CULTURAL_CENTRE,
    UNIVERSITY_OF_MEDICAL_SCIENCES,
    HOSPITAL,
    RED_CRESCENT,
    BLOOD_SERVICE,
    MINISTRY,
    CHAMBER_OF_COMMERCE,
    ASSEMBLY,
    COMPANY,
    INTERGOVERNMENTAL
}
