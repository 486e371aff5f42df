package org.sanad.api.donation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.sanad.api.support.Api;
import org.sanad.api.support.SanadTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The way back from the gateway: its code works once, for whoever comes, and not for what only looks. */
@SanadTest
class ReturnTest {

    private final Giver giver;
    private final int port;

    ReturnTest(Api api, ApplicationContext context, @LocalServerPort int port) {
        this.giver = new Giver(api, Scene.set(), context);
        this.port = port;
    }

    @Test
    void leadsTheDonorToTheGiftOnceThoughScannersLookedBefore() {
        var back = wayBack(giver.begin(Map.of()));

        look(HttpMethod.HEAD, back, Map.of());
        look(HttpMethod.GET, back, Map.of("Sec-Purpose", "prefetch"));
        look(HttpMethod.GET, back, Map.of("Sec-Purpose", "prefetch;prerender"));
        look(HttpMethod.GET, back, Map.of("Purpose", "prefetch"));
        look(HttpMethod.GET, back, Map.of("X-Moz", "prefetch"));

        assertThat(come(HttpMethod.GET, back)).matches(".*/(ar|fa|en)/donations/return#secret=[A-Za-z0-9_-]{22}");
        assertThat(come(HttpMethod.GET, back)).endsWith("/donations/return");
    }

    @Test
    void leadsTheDonorToTheGiftByAFormToo() {
        var back = wayBack(giver.begin(Map.of()));
        look(HttpMethod.HEAD, back, Map.of());
        assertThat(come(HttpMethod.POST, back)).contains("/donations/return#secret=");
        assertThat(come(HttpMethod.POST, back)).endsWith("/donations/return");
    }

    private String wayBack(Giver.Gift gift) {
        var location = at("127.0.0.1")
                .post()
                .uri(URI.create(gift.checkoutUrl()).getPath())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .bodyValue("scenario=APPROVE&way=get")
                .exchange()
                .expectStatus()
                .isSeeOther()
                .returnResult(Void.class)
                .getResponseHeaders()
                .getLocation();
        return location.getPath() + "?" + location.getQuery();
    }

    private void look(HttpMethod method, String path, Map<String, String> headers) {
        at("localhost")
                .method(method)
                .uri(path)
                .headers(all -> headers.forEach(all::set))
                .exchange()
                .expectStatus()
                .isNoContent()
                .expectHeader()
                .doesNotExist("Location")
                .expectHeader()
                .valueEquals("Cache-Control", "no-store");
    }

    private String come(HttpMethod method, String path) {
        var location = at("localhost")
                .method(method)
                .uri(path)
                .exchange()
                .expectStatus()
                .isSeeOther()
                .returnResult(Void.class)
                .getResponseHeaders()
                .getLocation();
        return Objects.requireNonNull(location).toString();
    }

    private WebTestClient at(String host) {
        return WebTestClient.bindToServer()
                .baseUrl("http://" + host + ":" + port)
                .build();
    }
}
