package org.sanad.api.organization;

import java.util.List;
import java.util.Map;
import org.sanad.api.platform.Settings;
import org.sanad.api.platform.text.Locale;
import org.sanad.api.platform.web.PagePreview;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Describes {@code /organizations/{slug}} for links, search engines and the first paint. */
@Component
class OrganizationPreview implements PagePreview {

    private final Organizations organizations;
    private final Settings settings;

    OrganizationPreview(Organizations organizations, Settings settings) {
        this.organizations = organizations;
        this.settings = settings;
    }

    @Override
    public boolean covers(List<String> segments) {
        return segments.size() >= 2 && segments.getFirst().equals("organizations");
    }

    @Override
    public Mono<Page> preview(Locale locale, List<String> segments) {
        return organizations.bySlug(segments.get(1)).map(organization -> {
            var name = organization.name().text(locale);
            var about =
                    organization.about() == null ? name : organization.about().text(locale);
            var path = "/" + locale.tag() + "/organizations/" + organization.slug();
            return new Page(
                    name,
                    about.length() > 300 ? about.substring(0, 299) + "…" : about,
                    null,
                    "profile",
                    Map.of(
                            "@type",
                            "NGO",
                            "name",
                            name,
                            "description",
                            about,
                            "url",
                            settings.url(path).toString(),
                            "address",
                            Map.of(
                                    "@type",
                                    "PostalAddress",
                                    "addressCountry",
                                    organization.jurisdiction().name())),
                    List.of(new Card(path, name, about, null)));
        });
    }
}
