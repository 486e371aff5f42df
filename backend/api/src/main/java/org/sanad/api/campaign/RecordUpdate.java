package org.sanad.api.campaign;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.text.LocalizedText;

/** Enters what a charity told of the money of a published campaign. */
public record RecordUpdate(
        UUID campaignId,
        LocalizedText title,
        LocalizedText body,
        @Nullable UUID imageId,
        Instant publishedAt) {}
