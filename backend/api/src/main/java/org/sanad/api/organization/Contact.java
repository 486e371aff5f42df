package org.sanad.api.organization;

import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.text.LocalizedText;

/**
 * One way to reach a body.
 *
 * @param label what it is for; null for general use
 */
public record Contact(Kind kind, String value, @Nullable LocalizedText label) {

    /** Ways to reach a body. */
    public enum Kind {
        PHONE,
        EMAIL,
        WEBSITE,
        ADDRESS
    }
}
