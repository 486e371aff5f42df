package org.sanad.identity.post;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.sanad.identity.IdentitySettings;
import tools.jackson.databind.json.JsonMapper;

/** Carries SMS to a gateway that takes {@code {"id", "to", "text"}} by POST with a bearer token; any 2xx means that it was taken. */
final class SmsGateway implements Transport {

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final JsonMapper json = JsonMapper.shared();
    private final IdentitySettings.Sms sms;

    SmsGateway(IdentitySettings.Sms sms) {
        this.sms = sms;
    }

    @Override
    public String channel() {
        return "sms";
    }

    @Override
    public void carry(Outbox.Message message) throws Exception {
        var body = json.writeValueAsString(
                Map.of("id", message.id().toString(), "to", message.recipient(), "text", message.body()));
        var request = HttpRequest.newBuilder(URI.create(sms.url()))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + sms.token())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        var status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status / 100 != 2) {
            throw new IOException("the SMS gateway answered " + status);
        }
    }
}
