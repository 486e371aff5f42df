package org.sanad.api.organization;

import org.sanad.api.platform.text.LocalizedText;

/** A person who answers for a body in public. */
public record ResponsiblePerson(LocalizedText name, LocalizedText position) {}
