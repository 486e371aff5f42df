package org.sanad.api.donation.gateway;

import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.sanad.api.platform.money.Currencies;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * The sandbox gateway's site: a payment page, its answer, and settlement files. Plain HTML that works without a script; the one script there is
 * presses the button that sends the donor back by POST.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "sanad.payment-provider", havingValue = "sandbox")
class SandboxPages {

    private final SandboxGateway gateway;
    private final SandboxAddress address;
    private final Currencies currencies;
    private final Clock clock;

    SandboxPages(SandboxGateway gateway, SandboxAddress address, Currencies currencies, Clock clock) {
        this.gateway = gateway;
        this.address = address;
        this.currencies = currencies;
        this.clock = clock;
    }

    @Bean
    RouterFunction<ServerResponse> sandboxRoutes() {
        return RouterFunctions.route()
                .GET("/sandbox-gateway/pay/{reference}", this::page)
                .POST("/sandbox-gateway/pay/{reference}", this::decide)
                .GET("/sandbox-gateway/settlements/{merchant}/{day}.csv", this::settlement)
                .GET("/sandbox-gateway/style.css", request -> asset("style.css", "text/css"))
                .GET("/sandbox-gateway/return.js", request -> asset("return.js", "text/javascript"))
                .build();
    }

    private Mono<ServerResponse> page(ServerRequest request) {
        return gateway.payment(request.pathVariable("reference"))
                .flatMap(payment -> html(
                        HttpStatus.OK,
                        payment.isOpen(clock.instant())
                                ? SandboxHtml.payment(payment, amount(payment))
                                : SandboxHtml.over(payment)))
                .switchIfEmpty(Mono.defer(() -> html(HttpStatus.NOT_FOUND, SandboxHtml.unknown())));
    }

    private Mono<ServerResponse> decide(ServerRequest request) {
        return request.formData().flatMap(form -> {
            var scenario = scenario(form);
            boolean byPost = "post".equals(form.getFirst("way"));
            return gateway.end(request.pathVariable("reference"), scenario)
                    .flatMap(payment -> !scenario.returns()
                            ? html(HttpStatus.OK, SandboxHtml.left(payment, scenario))
                            : byPost
                                    ? html(HttpStatus.OK, SandboxHtml.sendingBack(payment))
                                    : ServerResponse.seeOther(URI.create(payment.returnUrl()))
                                            .build())
                    .switchIfEmpty(Mono.defer(() -> page(request)));
        });
    }

    private static Scenario scenario(MultiValueMap<String, String> form) {
        try {
            return Scenario.valueOf(String.valueOf(form.getFirst("scenario")));
        } catch (IllegalArgumentException unknown) {
            return Scenario.CANCEL;
        }
    }

    private Mono<ServerResponse> settlement(ServerRequest request) {
        try {
            var merchant = UUID.fromString(request.pathVariable("merchant"));
            var day = LocalDate.parse(request.pathVariable("day"));
            return gateway.settlement(merchant, day, request.queryParam("key").orElse(""))
                    .flatMap(csv -> ServerResponse.ok()
                            .contentType(new MediaType("text", "csv", java.nio.charset.StandardCharsets.UTF_8))
                            .header(
                                    HttpHeaders.CONTENT_DISPOSITION,
                                    "attachment; filename=\"settlement-" + day + ".csv\"")
                            .bodyValue(csv))
                    .switchIfEmpty(ServerResponse.notFound().build());
        } catch (IllegalArgumentException | DateTimeException malformed) {
            return ServerResponse.notFound().build();
        }
    }

    private static Mono<ServerResponse> asset(String name, String type) {
        return ServerResponse.ok()
                .contentType(MediaType.parseMediaType(type + ";charset=utf-8"))
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=3600")
                .bodyValue(new ClassPathResource("sandbox-gateway/" + name));
    }

    private String amount(SandboxPayment payment) {
        var currency = currencies.get(payment.amount().currency());
        return currencies.amount(payment.amount()).toPlainString() + " " + currency.iso();
    }

    /** Answers with a page. A form may lead to the app and nowhere else; nothing inline, nothing framed. */
    private Mono<ServerResponse> html(HttpStatus status, String body) {
        var policy = "default-src 'none'; style-src 'self'; script-src 'self'; form-action 'self' "
                + address.appOrigin() + "; frame-ancestors 'none'; base-uri 'none'";
        var headers = Map.of(
                "Content-Security-Policy",
                policy,
                HttpHeaders.CACHE_CONTROL,
                "no-store",
                "Referrer-Policy",
                "no-referrer",
                "X-Content-Type-Options",
                "nosniff",
                "X-Frame-Options",
                "DENY");
        return ServerResponse.status(status)
                .headers(all -> headers.forEach(all::set))
                .contentType(new MediaType("text", "html", java.nio.charset.StandardCharsets.UTF_8))
                .bodyValue(body);
    }
}
