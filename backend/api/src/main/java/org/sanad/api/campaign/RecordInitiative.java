package org.sanad.api.campaign;

import java.util.UUID;
import org.sanad.api.organization.Jurisdiction;
import org.sanad.api.platform.text.LocalizedText;

/** Enters a national initiative; it is known again by its slug. */
public record RecordInitiative(
        String slug, Jurisdiction jurisdiction, LocalizedText name, LocalizedText about, UUID leadId, boolean isDemo) {}
