package org.sanad.api.donation.gateway;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpHeaders;

/** Plays the donor at the payment page, and the gateway's post. */
public final class GatewayHand {

    private final SandboxGateway gateway;

    public GatewayHand(ApplicationContext context) {
        this.gateway = context.getBean(SandboxGateway.class);
    }

    /** Ends a payment as the donor would; the notice is delivered where the scenario says before the return. */
    public void end(String checkoutUrl, String scenario) {
        gateway.end(checkoutUrl.substring(checkoutUrl.lastIndexOf('/') + 1), Scenario.valueOf(scenario))
                .block();
    }

    /** Does what has come due at the gateway. */
    public void work() {
        gateway.work().block();
    }

    /** A notice's body about a payment. */
    public static byte[] body(String checkoutUrl) {
        var reference = checkoutUrl.substring(checkoutUrl.lastIndexOf('/') + 1);
        return ("{\"type\":\"payment.updated\",\"data\":{\"reference\":\"" + reference + "\"}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Genuine headers for a body. */
    public HttpHeaders headers(String event, byte[] body, Instant time) {
        return gateway.signed(event, body, time);
    }
}
