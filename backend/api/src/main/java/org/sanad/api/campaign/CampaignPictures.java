package org.sanad.api.campaign;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sanad.api.platform.files.Images;
import org.sanad.api.platform.web.PagePreview;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The pictures of campaigns as documents name them. */
@Component
class CampaignPictures {

    private final Images images;

    CampaignPictures(Images images) {
        this.images = images;
    }

    /** The picture of the first of them. Never empty; nothing inside where there is no campaign, or none that the public sees. */
    Mono<Optional<PagePreview.Picture>> first(List<Campaign> campaigns) {
        var id = campaigns.isEmpty() ? null : campaigns.getFirst().imageId();
        return id == null
                ? Mono.just(Optional.empty())
                : images.load(Set.of(id))
                        .map(found -> Optional.ofNullable(found.get(id))
                                .map(image ->
                                        new PagePreview.Picture(images.url(image, 640), images.url(image, 1280))));
    }
}
