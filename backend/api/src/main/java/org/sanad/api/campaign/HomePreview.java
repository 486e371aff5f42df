package org.sanad.api.campaign;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanad.api.organization.Jurisdiction;
import org.sanad.api.platform.Settings;
import org.sanad.api.platform.text.Locale;
import org.sanad.api.platform.web.PagePreview;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Describes the home page, whose first paint shows the campaigns that end soonest where most readers of the language are. */
@Component
class HomePreview implements PagePreview {

    private static final Map<Locale, String> TITLES =
            Map.of(Locale.AR, "لكل تبرع سند", Locale.FA, "هر کمک، یک سند", Locale.EN, "Every gift leaves a record");
    private static final Map<Locale, String> DESCRIPTIONS = Map.of(
            Locale.AR, "جمعيات تحقّقت منها الجهات المشرفة، وأرقام من دفتر الحسابات، وإيصال يستطيع أي شخص التأكد منه.",
            Locale.FA, "نهادهای خیریهٔ تأییدشده، ارقامی از دفتر کل و رسیدی که هر کس می‌تواند درستی آن را بررسی کند.",
            Locale.EN, "Verified charities, figures from the ledger, and a receipt that anyone can check.");

    private final Campaigns campaigns;
    private final CampaignPictures pictures;
    private final Settings settings;

    HomePreview(Campaigns campaigns, CampaignPictures pictures, Settings settings) {
        this.campaigns = campaigns;
        this.pictures = pictures;
        this.settings = settings;
    }

    @Override
    public boolean covers(List<String> segments) {
        return segments.isEmpty();
    }

    @Override
    public Mono<Page> preview(Locale locale, List<String> segments) {
        var near = locale == Locale.FA ? Jurisdiction.IR : Jurisdiction.SY;
        return campaigns
                .list(
                        CampaignFilter.in(near),
                        CampaignOrder.ENDING_SOON,
                        org.sanad.api.platform.graphql.Page.of(6, null),
                        false)
                .flatMap(list ->
                        pictures.first(list.nodes()).map(picture -> page(locale, list.nodes(), picture.orElse(null))));
    }

    private Page page(Locale locale, List<Campaign> campaigns, @Nullable Picture picture) {
        return new Page(
                TITLES.getOrDefault(locale, ""),
                DESCRIPTIONS.getOrDefault(locale, ""),
                null,
                "website",
                Map.of(
                        "@type",
                        "WebSite",
                        "name",
                        locale == Locale.EN ? "Sanad" : "سند",
                        "url",
                        settings.url("/" + locale.tag()).toString()),
                campaigns.stream()
                        .map(campaign -> new Card(
                                "/" + locale.tag() + "/campaigns/" + campaign.slug(),
                                campaign.title().text(locale),
                                campaign.summary().text(locale),
                                campaign.id().equals(campaigns.getFirst().id()) ? picture : null))
                        .toList());
    }
}
