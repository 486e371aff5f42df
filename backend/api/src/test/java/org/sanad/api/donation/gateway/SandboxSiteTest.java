package org.sanad.api.donation.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sanad.api.donation.PaymentProvider.Order;
import org.sanad.api.donation.PaymentProvider.Status;
import org.sanad.api.platform.money.Money;
import org.sanad.api.platform.text.Locale;
import org.sanad.api.support.SanadTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The gateway's own site, over a real socket, since its host matters. */
@SanadTest
class SandboxSiteTest {

    private final SandboxGateway gateway;
    private final WebTestClient there;
    private final WebTestClient app;

    SandboxSiteTest(SandboxGateway gateway, @LocalServerPort int port) {
        this.gateway = gateway;
        this.there =
                WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
        this.app =
                WebTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
    }

    @Test
    void speaksThreeLanguagesAndSaysThatNoMoneyMoves() {
        var banners = Map.of(
                Locale.AR,
                "dir=\"rtl\"><head>",
                Locale.FA,
                "آزمایش — هیچ پولی جابه‌جا نمی‌شود",
                Locale.EN,
                "Test — no money moves");
        banners.forEach((locale, text) -> {
            var page = there.get()
                    .uri(path(open(locale)))
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .value(
                            "Content-Security-Policy",
                            policy -> assertThat(policy).contains("default-src 'none'"))
                    .expectBody(String.class)
                    .returnResult()
                    .getResponseBody();
            assertThat(page)
                    .contains(text)
                    .contains("12.500 KWD")
                    .doesNotContain("<style")
                    .doesNotContain("onclick");
            for (var scenario : Scenario.values()) {
                assertThat(page).contains("value=\"" + scenario + "\"");
            }
        });
    }

    @Test
    void keepsTheTwoSitesApart() {
        var path = path(open(Locale.EN));
        app.get().uri(path).exchange().expectStatus().isEqualTo(421);
        there.post().uri("/graphql").bodyValue("{}").exchange().expectStatus().isEqualTo(421);
        there.get().uri("/sandbox-gateway/style.css").exchange().expectStatus().isOk();
        there.get()
                .uri("/sandbox-gateway/pay/SBX-none")
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void sendsBackByGetOrByAForm() {
        there.post()
                .uri(path(open(Locale.AR)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .bodyValue("scenario=DECLINE&way=get")
                .exchange()
                .expectStatus()
                .isSeeOther()
                .expectHeader()
                .valueEquals("Location", "http://localhost/give/return?code=c");
        var reference = open(Locale.AR);
        for (int i = 0; i < 2; i++) {
            var page = there.post()
                    .uri(path(reference))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .bodyValue("scenario=CANCEL&way=post")
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody(String.class)
                    .returnResult()
                    .getResponseBody();
            // what has ended can't be ended again, only left
            assertThat(page)
                    .contains(
                            i == 0
                                    ? "action=\"http://localhost/give/return?code=c\""
                                    : "href=\"http://localhost/give/return?code=c\"");
        }
    }

    @Test
    void aReturnWithoutACookieOrACodeLeadsIntoTheApp() {
        app.post()
                .uri("/give/return?code=unknown")
                .header("Origin", "http://127.0.0.1:1")
                .header("Sec-Fetch-Site", "cross-site")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .bodyValue("payment=x")
                .exchange()
                .expectStatus()
                .isSeeOther()
                .expectHeader()
                .value("Location", location -> assertThat(location).endsWith("/donations/return"));
    }

    @Test
    void opensAnOrderOnceAndTellsWhatBecameOfIt() {
        var order = order(Locale.AR);
        var first = gateway.open(order).block();
        assertThat(gateway.open(order).block()).isEqualTo(first);
        assertThat(gateway.fetch(first.reference()).block().status()).isEqualTo(Status.OPEN);
        gateway.end(first.reference(), Scenario.REFUND_REFUSED).block();
        assertThat(gateway.fetch(first.reference()).block().status()).isEqualTo(Status.PAID);
        assertThat(gateway.refund(first.reference()).block()).isFalse();
        assertThat(gateway.fetch("SBX-none").blockOptional()).isEmpty();

        var day = LocalDate.now(ZoneOffset.UTC);
        var file = gateway.settlementFile(order.organization(), day).orElseThrow();
        there.get()
                .uri(file.getPath() + "?" + file.getRawQuery())
                .exchange()
                .expectBody(String.class)
                .value(csv -> assertThat(csv)
                        .startsWith("payment_reference,order,type,amount,currency,occurred_at\r\n" + first.reference())
                        .contains(",payment,12.500,KWD,"));
        there.get().uri(file.getPath() + "?key=guess").exchange().expectStatus().isNotFound();
    }

    @Test
    void signsAsTheSpecificationDoes() throws Exception {
        var key = new byte[32];
        var body = "{\"a\":\"ب\"}";
        var now = Instant.now();
        var ours = new StandardWebhook(key).sign("msg_1", now, body.getBytes(StandardCharsets.UTF_8));
        assertThat(ours).isEqualTo(new Webhook(key).sign("msg_1", now.getEpochSecond(), body));
        var headers = new HttpHeaders();
        headers.set("webhook-id", "msg_1");
        headers.set("webhook-timestamp", Long.toString(now.getEpochSecond()));
        headers.set("webhook-signature", "v1,AAAA " + ours);
        assertThat(new StandardWebhook(key).isGenuine(headers, body.getBytes(StandardCharsets.UTF_8), now))
                .isTrue();
        assertThat(new StandardWebhook(key).isGenuine(headers, (body + " ").getBytes(StandardCharsets.UTF_8), now))
                .isFalse();
    }

    private String open(Locale locale) {
        return gateway.open(order(locale)).block().reference();
    }

    private static String path(String reference) {
        return "/sandbox-gateway/pay/" + reference;
    }

    private static Order order(Locale locale) {
        return new Order(
                UUID.randomUUID(),
                UUID.randomUUID(),
                new Money(12_500, "KWD"),
                "جمعية <الاختبار>",
                locale,
                "http://localhost/give/return?code=c",
                Instant.now().plusSeconds(3600));
    }
}
