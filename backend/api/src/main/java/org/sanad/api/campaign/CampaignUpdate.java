package org.sanad.api.campaign;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.graphql.Entity;
import org.sanad.api.platform.text.LocalizedText;

/** What became of the money so far, told by the charity. */
public record CampaignUpdate(
        UUID id,
        UUID campaignId,
        LocalizedText title,
        LocalizedText body,
        @Nullable UUID imageId,
        Instant publishedAt) implements Entity {}
