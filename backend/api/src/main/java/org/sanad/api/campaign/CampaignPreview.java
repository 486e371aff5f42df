package org.sanad.api.campaign;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanad.api.organization.Organizations;
import org.sanad.api.platform.Settings;
import org.sanad.api.platform.money.Currencies;
import org.sanad.api.platform.text.Locale;
import org.sanad.api.platform.web.PagePreview;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Describes {@code /campaigns/{slug}} and the pages below it for links, search engines and the first paint. */
@Component
class CampaignPreview implements PagePreview {

    private final Campaigns campaigns;
    private final Organizations organizations;
    private final CampaignPictures pictures;
    private final Currencies currencies;
    private final Settings settings;

    CampaignPreview(
            Campaigns campaigns,
            Organizations organizations,
            CampaignPictures pictures,
            Currencies currencies,
            Settings settings) {
        this.campaigns = campaigns;
        this.organizations = organizations;
        this.pictures = pictures;
        this.currencies = currencies;
        this.settings = settings;
    }

    @Override
    public boolean covers(List<String> segments) {
        return segments.size() >= 2 && segments.getFirst().equals("campaigns");
    }

    @Override
    public Mono<Page> preview(Locale locale, List<String> segments) {
        return campaigns
                .bySlug(segments.get(1))
                .flatMap(campaign -> organizations
                        .byIds(Set.of(campaign.organizationId()))
                        .map(found -> {
                            var organization = found.get(campaign.organizationId());
                            return organization == null
                                    ? ""
                                    : organization.name().text(locale);
                        })
                        .zipWith(
                                pictures.first(List.of(campaign)),
                                (runner, picture) -> page(locale, segments, campaign, runner, picture.orElse(null))));
    }

    private Page page(
            Locale locale, List<String> segments, Campaign campaign, String runner, @Nullable Picture picture) {
        var title = campaign.title().text(locale);
        var summary = campaign.summary().text(locale);
        var path = "/" + locale.tag() + "/campaigns/" + campaign.slug();
        var goal = campaign.goal();
        var data = Map.<String, Object>of(
                "@type", "DonateAction",
                "name", title,
                "description", summary,
                "url", settings.url(path).toString(),
                "recipient", Map.of("@type", "NGO", "name", runner),
                "target", settings.url(path + "/give").toString(),
                "priceSpecification",
                        Map.of(
                                "@type", "PriceSpecification",
                                "minPrice",
                                        currencies
                                                .amount(campaign.minimumGift())
                                                .toPlainString(),
                                "priceCurrency", currencies.get(goal.currency()).iso()));
        return new Page(
                title,
                summary,
                picture == null ? null : URI.create(picture.large()),
                "article",
                data,
                // the pages below show no picture
                List.of(new Card(path, runner, summary, segments.size() == 2 ? picture : null)));
    }
}
