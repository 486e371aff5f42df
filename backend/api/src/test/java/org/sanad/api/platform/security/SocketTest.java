package org.sanad.api.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanad.api.platform.graphql.GlobalId;
import org.sanad.api.support.Postgres;

/** Opens sockets as browsers, programs and strangers would. */
@Timeout(60)
class SocketTest {

    private static final String SUBSCRIBE =
            "{\"id\":\"%s\",\"type\":\"subscribe\",\"payload\":{\"query\":\"subscription { serverTime }\"}}";
    private static final String CHANGE =
            "{\"id\":\"c\",\"type\":\"subscribe\",\"payload\":{\"query\":\"mutation { requestUpload(input: {purpose: IATI_FILE, "
                    + "fileName: \\\"a.xml\\\", contentType: \\\"text/xml\\\", size: 5}) { userErrors { code } } }\"}}";

    private static TestIssuer issuer;
    private static Node node;

    @BeforeAll
    static void start() {
        issuer = new TestIssuer();
        node = new Node(
                Postgres.database("sanad_sockets"),
                "sanad.public-url=" + SignInTest.ORIGIN,
                "spring.graphql.websocket.connection-init-timeout=3s",
                "sanad.security.ask-again=1s",
                "sanad.security.issuer-uri=" + issuer.uri(),
                "sanad.security.client-secret=" + TestIssuer.SECRET);
    }

    @AfterAll
    static void stop() {
        node.close();
        issuer.close();
    }

    @Test
    void refusesASocketThatAnotherSitesPageOpens() {
        assertThatThrownBy(() -> new Socket("https://evil.example", null))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(403));
    }

    @Test
    void letsAGuestHearPublicNewsAndNothingElse() throws Exception {
        var socket = new Socket(SignInTest.ORIGIN, null).init("{}");
        socket.send(SUBSCRIBE.formatted("1"));
        assertThat(socket.next()).contains("\"next\"", "serverTime");
        socket.send(CHANGE);
        assertThat(socket.next()).contains("UNAUTHENTICATED");
    }

    @Test
    void knowsABrowserByItsSession() throws Exception {
        var browser = new Browser();
        browser.signIn(node, "/");
        var socket = new Socket(SignInTest.ORIGIN, browser.cookieHeader()).init("{}");
        socket.send(CHANGE);
        assertThat(socket.next()).contains("\"userErrors\":[{\"code\":\"FORBIDDEN\"}]");
    }

    @Test
    void knowsAProgramByItsToken() throws Exception {
        var token = issuer.accessToken("at+jwt", Map.of("scope", "campaigns:write imports:write"));
        var socket = new Socket(null, null).init("{\"Authorization\":\"Bearer " + token + "\"}");
        socket.send(CHANGE);
        assertThat(socket.next()).contains("\"userErrors\":[{\"code\":\"FORBIDDEN\"}]");
    }

    @Test
    void holdsAProgramToTheScopesOfItsToken() throws Exception {
        var token = issuer.accessToken("at+jwt", Map.of("scope", "donations:read"));
        var socket = new Socket(null, null).init("{\"Authorization\":\"Bearer " + token + "\"}");
        socket.send(CHANGE);
        assertThat(socket.next())
                .contains("\"code\":\"FORBIDDEN\"", "imports:write")
                .doesNotContain("userErrors");
        socket.next();
        socket.send(
                "{\"id\":\"i\",\"type\":\"subscribe\",\"payload\":{\"query\":\"subscription { importProgress(importId: "
                        + "\\\"x\\\") { state } }\"}}");
        assertThat(socket.next()).contains("\"code\":\"FORBIDDEN\"", "imports:write");
    }

    @Test
    void saysOverASocketWhatAQuestionWouldBeTold() throws Exception {
        var token = issuer.accessToken("at+jwt", Map.of("scope", "imports:write"));
        var program = new Socket(null, null).init("{\"Authorization\":\"Bearer " + token + "\"}");
        var guest = new Socket(null, null).init("{}");
        var unknown = GlobalId.encode('J', UUID.randomUUID());
        program.send(follow("bad", "nonsense"));
        assertThat(program.next())
                .contains("\"error\"", "\"bad\"", "\"code\":\"BAD_INPUT\"", "importId is the id", "\"requestId\":\"");
        program.send(follow("none", unknown));
        assertThat(program.next())
                .contains("\"none\"", "\"code\":\"FORBIDDEN\"", "This is not for you to do.", "\"requestId\":\"");
        guest.send(follow("guest", unknown));
        assertThat(guest.next())
                .contains("\"guest\"", "\"code\":\"UNAUTHENTICATED\"", "Sign in first.", "\"requestId\":\"");
    }

    @Test
    void saysOverSseWhatAQuestionWouldBeTold() {
        var token = issuer.accessToken("at+jwt", Map.of("scope", "imports:write"));
        for (var asked : Map.of("nonsense", "BAD_INPUT", GlobalId.encode('J', UUID.randomUUID()), "FORBIDDEN")
                .entrySet()) {
            var answer = new Browser()
                    .post(
                            node,
                            "/graphql",
                            "{\"query\":\"subscription { importProgress(importId: \\\"" + asked.getKey()
                                    + "\\\") { state } }\"}",
                            "Accept",
                            "text/event-stream",
                            "Authorization",
                            "Bearer " + token);
            assertThat(answer.body()).contains("\"code\":\"" + asked.getValue() + "\"", "\"requestId\":\"");
        }
    }

    private static String follow(String id, String importId) {
        return "{\"id\":\"" + id
                + "\",\"type\":\"subscribe\",\"payload\":{\"query\":\"subscription { importProgress(importId: " + "\\\""
                + importId + "\\\") { state } }\"}}";
    }

    @Test
    void closesOnATokenThatIsNone() throws Exception {
        var socket = new Socket(null, null);
        socket.send("{\"type\":\"connection_init\",\"payload\":{\"Authorization\":\"Bearer nonsense\"}}");
        assertThat(socket.closed()).isEqualTo(4401);
    }

    @Test
    void closesWhenTheTokenRunsOut() throws Exception {
        var token = issuer.accessToken(
                "at+jwt", Map.of("exp", Date.from(Instant.now().plusSeconds(2))));
        var socket = new Socket(null, null).init("{\"Authorization\":\"Bearer " + token + "\"}");
        assertThat(socket.closed()).isEqualTo(4403);
    }

    @Test
    void closesWhenTheIssuerNoLongerVouches() throws Exception {
        var browser = new Browser();
        browser.signIn(node, "/");
        var socket = new Socket(SignInTest.ORIGIN, browser.cookieHeader()).init("{}");
        // its word would hold for five minutes
        issuer.signOutEverywhere();
        assertThat(socket.closed()).isEqualTo(4403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "{",
                "[]",
                "null",
                "{}",
                "{\"type\":\"nonsense\"}",
                "{\"type\":7}",
                "{\"type\":\"subscribe\",\"id\":7,\"payload\":{\"query\":\"{x}\"}}",
                "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":7}}",
                "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":[]}",
                "{\"type\":\"connection_init\",\"payload\":\"x\"}"
            })
    void closesOnWhatIsNoMessage(String text) throws Exception {
        var socket = new Socket(null, null);
        socket.send(text);
        assertThat(socket.closed()).isEqualTo(4400);
    }

    @Test
    void closesOnWhoeverSaysNothing() throws Exception {
        assertThat(new Socket(null, null).closed()).isEqualTo(4408);
    }

    @Test
    void keepsASocketThatOnlyListens() throws Exception {
        var socket = new Socket(null, null).init("{}");
        socket.send(SUBSCRIBE.formatted("1"));
        assertThat(socket.next()).contains("serverTime");
        // the next heartbeat comes after ten seconds, in which we say nothing
        assertThat(socket.next()).contains("serverTime");
    }

    @Test
    void carriesThirtyTwoSubscriptionsAndNoMore() throws Exception {
        var socket = new Socket(null, null).init("{}");
        for (int i = 0; i < GraphQlGuard.MOST_PER_SOCKET; i++) {
            socket.send(SUBSCRIBE.formatted(i));
            assertThat(socket.next()).contains("serverTime");
        }
        socket.send(SUBSCRIBE.formatted("one-more"));
        assertThat(socket.next()).contains("one-more", "LIMIT_EXCEEDED");
        assertThat(socket.next()).contains("one-more", "complete");
        // one that ends makes room
        socket.send("{\"id\":\"0\",\"type\":\"complete\"}");
        String heard;
        do {
            socket.send(SUBSCRIBE.formatted("again"));
            heard = socket.next();
            if (heard.contains("LIMIT_EXCEEDED")) {
                socket.next();
            }
        } while (heard.contains("LIMIT_EXCEEDED"));
        assertThat(heard).contains("again", "serverTime");
    }

    private static final class Socket implements WebSocket.Listener {

        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();
        private final WebSocket socket;

        Socket(String origin, String cookie) {
            var builder = HttpClient.newHttpClient().newWebSocketBuilder().subprotocols("graphql-transport-ws");
            if (origin != null) {
                builder.header("Origin", origin);
            }
            if (cookie != null) {
                builder.header("Cookie", cookie);
            }
            socket = builder.buildAsync(URI.create("ws://localhost:" + node.port() + "/graphql"), this)
                    .join();
        }

        Socket init(String payload) throws InterruptedException {
            send("{\"type\":\"connection_init\",\"payload\":" + payload + "}");
            assertThat(next()).contains("connection_ack");
            return this;
        }

        void send(String message) {
            socket.sendText(message, true).join();
        }

        String next() throws InterruptedException {
            var message = heard.poll(20, TimeUnit.SECONDS);
            assertThat(message).isNotNull();
            return message;
        }

        int closed() throws Exception {
            return closed.get(20, TimeUnit.SECONDS);
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                heard.add(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            closed.complete(status);
            return null;
        }
    }
}
