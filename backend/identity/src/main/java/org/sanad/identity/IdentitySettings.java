package org.sanad.identity;

import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.StringUtils;

/**
 * What an installation decides.
 *
 * @param publicUrl the one origin that browsers see, without a trailing slash
 * @param embedded true in the one-command default: the outbox is a page, demo accounts may be made
 * @param demo {@code off} starts without demo accounts
 * @param secretKey 32 bytes in base64; encrypts keys and secrets at rest
 * @param clientId the app's own client
 * @param clientSecret what the app proves itself with
 * @param audience the resource that access tokens are for
 * @param staff e-mail addresses whose accounts must use a second factor
 */
@ConfigurationProperties("sanad")
public record IdentitySettings(
        URI publicUrl,
        boolean embedded,
        String demo,
        String secretKey,
        String clientId,
        String clientSecret,
        String audience,
        List<String> staff,
        Mail mail,
        Sms sms) {

    public IdentitySettings {
        if (secretKey.isBlank()) {
            throw new IllegalArgumentException("SANAD_SECRET_KEY must be set: 32 random bytes in base64");
        }
        if (clientSecret.length() < 32) {
            throw new IllegalArgumentException("SANAD_CLIENT_SECRET must be set: 32 characters or more, random");
        }
        var host = publicUrl.getHost();
        var loopback = "localhost".equals(host) || "127.0.0.1".equals(host) || "[::1]".equals(host);
        if (!"https".equals(publicUrl.getScheme()) && !loopback) {
            throw new IllegalArgumentException(
                    "SANAD_PUBLIC_URL must be https unless it is a loopback address: " + publicUrl);
        }
        if (embedded && !loopback) {
            throw new IllegalArgumentException(
                    "SANAD_EMBEDDED is for one's own machine: it shows everyone's mails on a page and has accounts whose"
                            + " passwords are known. It doesn't start at " + publicUrl);
        }
        if (publicUrl.toString().endsWith("/")) {
            throw new IllegalArgumentException("SANAD_PUBLIC_URL must not end with a slash: " + publicUrl);
        }
    }

    /** Where mails go. Without a host they stay in the outbox. */
    public record Mail(String host, int port, String username, String password, String from) {
        public boolean configured() {
            return StringUtils.hasText(host);
        }
    }

    /** Where SMS go: a gateway that takes {@code {"to", "text"}} by POST. Without an address they stay in the outbox. */
    public record Sms(String url, String token) {
        public boolean configured() {
            return StringUtils.hasText(url);
        }
    }

    /** The {@code iss} of every token. */
    public String issuer() {
        return publicUrl + "/identity";
    }

    /** Whether browsers reach us encrypted, so that cookies can be told to demand it. */
    public boolean https() {
        return "https".equals(publicUrl.getScheme());
    }

    /** Whether demo accounts are made. */
    public boolean withDemo() {
        return embedded && !"off".equalsIgnoreCase(demo);
    }

    /** Whether an SMS would reach anybody; where not, phone sign-in isn't offered. */
    public boolean phoneOffered() {
        return embedded || sms.configured();
    }
}
