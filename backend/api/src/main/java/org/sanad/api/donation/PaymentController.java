package org.sanad.api.donation;

import java.net.URI;
import java.time.Clock;
import org.sanad.api.platform.Settings;
import org.sanad.api.platform.db.Database;
import org.sanad.api.platform.text.Locale;
import org.sanad.api.platform.web.Glance;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What a gateway calls: its notices, and the way back of the donor. */
@RestController
class PaymentController {

    private final Settlements settlements;
    private final Database jobs;
    private final GiftSecrets secrets;
    private final Settings settings;
    private final Clock clock;

    PaymentController(
            Settlements settlements,
            @Qualifier("jobDatabase") Database jobs,
            GiftSecrets secrets,
            Settings settings,
            Clock clock) {
        this.settlements = settlements;
        this.jobs = jobs;
        this.secrets = secrets;
        this.settings = settings;
        this.clock = clock;
    }

    /** Takes a notice: 204 where it need not be sent again, 401 where it is not genuine, 503 where the gateway had better try again. */
    @PostMapping("/webhooks/payments/{provider}")
    Mono<ResponseEntity<Void>> notice(
            @PathVariable String provider,
            @RequestHeader HttpHeaders headers,
            @RequestBody(required = false) byte[] body) {
        return settlements
                .take(provider, headers, body == null ? new byte[0] : body)
                .map(taken -> switch (taken) {
                    case DONE -> ResponseEntity.noContent().<Void>build();
                    case FORGED ->
                        ResponseEntity.status(HttpStatus.UNAUTHORIZED).<Void>build();
                })
                .onErrorResume(
                        PaymentProviderUnavailable.class,
                        silent -> Mono.just(ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                                .<Void>build()));
    }

    /**
     * Brings the donor back into the app, whether the gateway sends them by GET or by a cross-site POST, which carries no cookie and needs none.
     * The code in the URL is spent by this; what it buys, the gift's secret, stands behind the {@code #} and so in no log. Whoever only looks
     * ahead spends nothing and learns nothing.
     */
    @RequestMapping(
            path = "/give/return",
            method = {RequestMethod.GET, RequestMethod.POST})
    Mono<ResponseEntity<Void>> back(@RequestParam(defaultValue = "") String code, ServerHttpRequest request) {
        if (Glance.is(request)) {
            return Mono.just(Glance.answer());
        }
        return jobs.changeReturning(
                        """
                        update donation_returns r set used_at = $2 from donations d
                        where r.hash = $1 and r.used_at is null and r.expires_at > $2 and d.id = r.donation_id
                        returning d.id, d.locale""",
                        row -> "/" + Rows.word(row, "locale", Locale.class).tag() + "/donations/return#secret="
                                + secrets.ofDonation(Rows.the(row, "id", java.util.UUID.class)),
                        GiftSecrets.hash(code),
                        clock.instant())
                .singleOrEmpty()
                .defaultIfEmpty("/donations/return")
                .map(path -> ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .location(URI.create(settings.url(path).toString()))
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .header("Referrer-Policy", "no-referrer")
                        .build());
    }
}
