package org.sanad.api.platform.observability;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.sanad.api.support.SanadTest;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Whoever reports an error can name the line in our log. */
@SanadTest
class RequestIdTest {

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Test
    void anErrorCarriesTheIdOfItsAnswer() throws Exception {
        var answer = post("{\"query\":\"{ nothingOfThatName }\"}", null);
        String id = answer.headers().firstValue(RequestId.HEADER).orElseThrow();
        assertThat(answer.body()).contains("\"requestId\":\"" + id + "\"");
    }

    @Test
    void anAnswerWithoutErrorHasItInTheHeaderOnly() throws Exception {
        var answer = post("{\"query\":\"{ __typename }\"}", null);
        assertThat(answer.headers().firstValue(RequestId.HEADER)).isPresent();
        assertThat(answer.body()).doesNotContain("requestId");
    }

    @Test
    void aProxysIdIsKeptAndTheLogNamesItWithoutTheQuery() throws Exception {
        var written = new CompletableFuture<String>();
        var appender = new AppenderBase<ILoggingEvent>() {
            @Override
            protected void append(ILoggingEvent event) {
                if ("proxy-0123456789".equals(event.getMDCPropertyMap().get(RequestId.LOG_KEY))) {
                    written.complete(event.getFormattedMessage());
                }
            }
        };
        var log = (Logger) LoggerFactory.getLogger("org.sanad.access");
        appender.start();
        log.addAppender(appender);
        try {
            var answer = post("{\"query\":\"{ __typename }\"}", "proxy-0123456789");
            assertThat(answer.headers().firstValue(RequestId.HEADER)).hasValue("proxy-0123456789");
            // the line is written once the answer is out, and so perhaps after it has arrived
            assertThat(written.get(10, TimeUnit.SECONDS)).matches("POST /graphql 200 \\d+ ms");
        } finally {
            log.detachAppender(appender);
        }
    }

    @Test
    void whatIsNoIdIsNotRepeated() throws Exception {
        var answer = post("{\"query\":\"{ __typename }\"}", "a id with spaces and <signs>");
        assertThat(answer.headers().firstValue(RequestId.HEADER))
                .get()
                .asString()
                .matches("[0-9a-f]{16}");
    }

    private HttpResponse<String> post(String body, String id) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/graphql"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (id != null) {
            request.header(RequestId.HEADER, id);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
