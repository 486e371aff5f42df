package org.sanad.api.campaign;

import java.util.UUID;
import org.sanad.api.organization.Jurisdiction;
import org.sanad.api.platform.graphql.Entity;
import org.sanad.api.platform.text.LocalizedText;

/** An initiative of national reach that several bodies campaign for. */
public record Initiative(
        UUID id, String slug, Jurisdiction jurisdiction, LocalizedText name, LocalizedText about, UUID leadId)
        implements Entity {}
