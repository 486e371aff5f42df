package org.sanad.api.platform.security;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import org.springframework.boot.graphql.autoconfigure.GraphQlProperties;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.webflux.GraphQlWebSocketHandler;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.HandshakeInfo;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks graphql-transport-ws, and closes on whoever doesn't (4400) and on whoever's token has run out (4403). */
@Component
class SocketHandler extends GraphQlWebSocketHandler {

    private static final CloseStatus MALFORMED = new CloseStatus(4400, "Invalid message");
    private static final CloseStatus EXPIRED = new CloseStatus(4403, "Token expired");
    private static final Set<String> TYPES = Set.of("connection_init", "subscribe", "complete", "ping", "pong");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Expiry expiry;

    SocketHandler(
            WebGraphQlHandler handler, ServerCodecConfigurer codecs, GraphQlProperties properties, Expiry expiry) {
        super(
                handler,
                codecs,
                properties.getWebsocket().getConnectionInitTimeout(),
                properties.getWebsocket().getKeepAlive(),
                null);
        this.expiry = expiry;
    }

    @Override
    public Mono<Void> handle(WebSocketSession session) {
        Sinks.One<Authentication> who = Sinks.one();
        session.getAttributes().put(GraphQlGuard.WHO, who);
        var end = who.asMono().flatMap(known -> expiry.of(known).then(session.close(EXPIRED)));
        return super.handle(new Checked(session)).takeUntilOther(end);
    }

    private static boolean wellFormed(WebSocketMessage message) {
        if (message.getType() != WebSocketMessage.Type.TEXT) {
            return message.getType() != WebSocketMessage.Type.BINARY;
        }
        try {
            // the text is read twice, here and by the protocol's own reader; it is at most one frame
            JsonNode tree = JSON.readTree(message.getPayloadAsText());
            var type = tree.path("type");
            var payload = tree.path("payload");
            var id = tree.path("id");
            return tree.isObject()
                    && type.isString()
                    && TYPES.contains(type.stringValue())
                    && (id.isMissingNode() || id.isString())
                    && (payload.isMissingNode() || payload.isNull() || payload.isObject())
                    && (!type.stringValue().equals("subscribe")
                            || (payload.path("query").isString()
                                    && optional(payload.path("variables"))
                                    && optional(payload.path("extensions"))));
        } catch (JacksonException broken) {
            return false;
        }
    }

    private static boolean optional(JsonNode node) {
        return node.isMissingNode() || node.isNull() || node.isObject();
    }

    /** A socket of which only well-formed messages are heard. */
    private record Checked(WebSocketSession session) implements WebSocketSession {

        @Override
        public Flux<WebSocketMessage> receive() {
            return session.receive()
                    .concatMap(message -> wellFormed(message)
                            ? Flux.just(message)
                            : session.close(MALFORMED).thenMany(Flux.<WebSocketMessage>empty()));
        }

        @Override
        public String getId() {
            return session.getId();
        }

        @Override
        public HandshakeInfo getHandshakeInfo() {
            return session.getHandshakeInfo();
        }

        @Override
        public DataBufferFactory bufferFactory() {
            return session.bufferFactory();
        }

        @Override
        public Map<String, Object> getAttributes() {
            return session.getAttributes();
        }

        @Override
        public Mono<Void> send(Publisher<WebSocketMessage> messages) {
            return session.send(messages);
        }

        @Override
        public boolean isOpen() {
            return session.isOpen();
        }

        @Override
        public Mono<CloseStatus> closeStatus() {
            return session.closeStatus();
        }

        @Override
        public Mono<Void> close(CloseStatus status) {
            return session.close(status);
        }

        @Override
        public WebSocketMessage textMessage(String payload) {
            return session.textMessage(payload);
        }

        @Override
        public WebSocketMessage binaryMessage(Function<DataBufferFactory, DataBuffer> payload) {
            return session.binaryMessage(payload);
        }

        @Override
        public WebSocketMessage pingMessage(Function<DataBufferFactory, DataBuffer> payload) {
            return session.pingMessage(payload);
        }

        @Override
        public WebSocketMessage pongMessage(Function<DataBufferFactory, DataBuffer> payload) {
            return session.pongMessage(payload);
        }
    }
}
