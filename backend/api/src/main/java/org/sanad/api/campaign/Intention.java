package org.sanad.api.campaign;

/** Giving intentions; the schema says what each means. A gift keeps its intention to the last posting. */
public enum Intention {
    GENERAL,
    ZAKAT,
    ZAKAT_AL_FITR,
    SADAQAH,
    SADAQAH_JARIYAH,
    WAQF,
    KAFFARAH,
    FIDYAH,
    KHUMS,
    NAZR
}
