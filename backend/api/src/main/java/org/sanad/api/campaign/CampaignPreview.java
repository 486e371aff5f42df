package org.sanad.api.campaign;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sanad.api.organization.Organizations;
import org.sanad.api.platform.Settings;
import org.sanad.api.platform.files.Images;
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
    private final Images images;
    private final Currencies currencies;
    private final Settings settings;

    CampaignPreview(
            Campaigns campaigns, Organizations organizations, Images images, Currencies currencies, Settings settings) {
        this.campaigns = campaigns;
        this.organizations = organizations;
        this.images = images;
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
                        .zipWith(image(campaign), (runner, picture) -> page(locale, campaign, runner, picture)));
    }

    /** An absolute URL, or the empty string where it has no picture that the public sees. */
    private Mono<String> image(Campaign campaign) {
        var id = campaign.imageId();
        return id == null
                ? Mono.just("")
                : images.load(Set.of(id)).map(found -> {
                    var image = found.get(id);
                    return image == null
                            ? ""
                            : settings.publicUrl()
                                    .resolve(images.url(image, 1200))
                                    .toString();
                });
    }

    private Page page(Locale locale, Campaign campaign, String runner, String picture) {
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
                picture.isEmpty() ? null : URI.create(picture),
                "article",
                data,
                List.of(new Card(path, runner, summary)));
    }
}
