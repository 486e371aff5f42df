package org.sanad.api.donation.gateway;

import java.net.URI;
import org.sanad.api.platform.Listening;
import org.sanad.api.platform.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.stereotype.Component;

/**
 * Knows the two sites: the app's, and the gateway's, which is another one on purpose. On one machine they are two names of the loopback
 * address, {@code localhost} and {@code 127.0.0.1}: other cookies, other origin. Beside a public host it is {@code sandbox-gateway.} before its name, or
 * what SANAD_SANDBOX_URL says.
 */
@Component
@ConditionalOnProperty(name = "sanad.payment-provider", havingValue = "sandbox")
class SandboxAddress implements ApplicationListener<WebServerInitializedEvent> {

    private static final Logger log = LoggerFactory.getLogger(SandboxAddress.class);

    private final URI app;
    private final String configured;
    private final String listening;
    private volatile int port;

    SandboxAddress(
            Settings settings,
            @Value("${sanad.sandbox-url:}") String configured,
            @Value("${server.address:}") String listening) {
        this.listening = listening;
        this.app = settings.publicUrl();
        this.configured = configured.isEmpty() && !isLoopback(app.getHost()) ? elsewhere(app) : configured;
        if (!isLoopback(app.getHost())) {
            log.warn("Payments go to the sandbox gateway at {}: no money moves.", this.configured);
        }
    }

    /** A site of its own beside a public one; SANAD_SANDBOX_URL says another. */
    private static String elsewhere(URI app) {
        return app.getScheme() + "://sandbox-gateway." + app.getAuthority();
    }

    @Override
    public void onApplicationEvent(WebServerInitializedEvent event) {
        if (event.getApplicationContext().getServerNamespace() == null) {
            port = event.getWebServer().getPort();
        }
    }

    /** The gateway's URL of a path. */
    URI gateway(String path) {
        return URI.create((configured.isEmpty() ? "http://" + host() + ":" + port : configured) + path);
    }

    /** The gateway's host name. */
    String host() {
        return configured.isEmpty()
                ? app.getHost().equals("127.0.0.1") ? "localhost" : "127.0.0.1"
                : URI.create(configured).getHost();
    }

    /** The origin of the app, to which donors return. */
    String appOrigin() {
        return app.toString();
    }

    String appHost() {
        return app.getHost();
    }

    /** Where this node takes notices. */
    URI notices() {
        return URI.create("http://" + Listening.hostFor(listening) + ":" + port + "/webhooks/payments/sandbox");
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("127.0.0.1");
    }
}
