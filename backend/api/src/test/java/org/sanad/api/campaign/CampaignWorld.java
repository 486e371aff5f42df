package org.sanad.api.campaign;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanad.api.organization.Sector;
import org.sanad.api.platform.money.Money;
import org.sanad.api.platform.text.Locale;
import org.sanad.api.platform.text.LocalizedText;

/** Campaigns to enter, with one thing or another said about them. */
final class CampaignWorld {

    private CampaignWorld() {}

    static RecordCampaign campaign(UUID organization, String slug, String title) {
        return campaign(
                organization,
                slug,
                title,
                CampaignStatus.ACTIVE,
                null,
                Instant.now().minus(1, ChronoUnit.HOURS));
    }

    static RecordCampaign campaign(
            UUID organization,
            String slug,
            String title,
            CampaignStatus status,
            @Nullable LocalDate endsOn,
            Instant publishedAt) {
        var text = LocalizedText.of(Locale.AR, "نص");
        return new RecordCampaign(
                slug,
                organization,
                status,
                CampaignPurpose.PROJECT,
                null,
                LocalizedText.of(Locale.AR, title),
                text,
                text,
                Sector.EDUCATION,
                List.of(4),
                List.of("SY02"),
                new Money(100_000, "SYP"),
                false,
                LocalDate.of(2026, 1, 1),
                endsOn,
                null,
                List.of(Intention.GENERAL),
                null,
                new Money(100, "SYP"),
                null,
                List.of(),
                List.of(new Money(1_000, "SYP")),
                BigDecimal.ZERO,
                text,
                status == CampaignStatus.DRAFT ? null : publishedAt,
                publishedAt,
                false,
                null);
    }
}
