package org.sanad.api.platform.web;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanad.api.platform.text.Locale;
import reactor.core.publisher.Mono;

/** Says what a page of the app shows, for link previews, search engines and the first paint. A domain declares one bean for each of its pages. */
public interface PagePreview {

    /** Whether these segments, without the language, are this domain's page: {@code ["campaigns", "water-for-idlib"]}. */
    boolean covers(List<String> segments);

    /** Describes the page. Empty where there is no such page, or the public may not see it: the answer is then 404. */
    Mono<Page> preview(Locale locale, List<String> segments);

    /**
     * What a page shows.
     *
     * @param image absolute URL of a picture of 1200 × 630 or so; null for none
     * @param type OpenGraph's type
     * @param data schema.org's description, without the context
     * @param first what stands there before the app runs; plain text that is escaped when written
     */
    record Page(
            String title,
            String description,
            @Nullable URI image,
            String type,
            @Nullable Map<String, Object> data,
            List<Card> first) {}

    /**
     * One line of the first paint: a heading that links to its page, and a sentence.
     *
     * @param picture shown above it; null for none. The largest thing on a page is on its way before the app is
     */
    record Card(
            String href,
            String heading,
            String text,
            @Nullable Picture picture) {}

    /** A picture by its absolute URLs, 640 and 1280 pixels wide: the same that the app asks for. */
    record Picture(String small, String large) {}
}
