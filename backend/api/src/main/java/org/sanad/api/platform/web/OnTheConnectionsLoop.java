package org.sanad.api.platform.web;

import io.netty.channel.EventLoop;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.boot.webflux.autoconfigure.WebHttpHandlerBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Writes and ends each response on the event loop of its own connection. Answers come from the database's loops; ended there, a client on a kept
 * connection can send its next request before the server has put the last one away, which is then set aside and, now and then, never taken up
 * again: the client waits for ever. Ended on the connection's loop, nothing comes in between. And ended there in a turn of its own: a request that
 * was set aside and ends within its own beginning leaves the connection unread (reactor-netty issue 4361; 1.3.8 mends it, on a newer Netty than
 * Boot 4.1.0 brings).
 */
@Configuration(proxyBeanMethods = false)
class OnTheConnectionsLoop {

    @Bean
    WebHttpHandlerBuilderCustomizer respondOnTheLoop() {
        return builder -> builder.httpHandlerDecorator(handler -> (request, response) -> {
            var loop = loopOf(request);
            return loop == null
                    ? handler.handle(request, response)
                    : handler.handle(request, new Response(response, loop)).publishOn(Schedulers.fromExecutor(loop));
        });
    }

    private static @Nullable EventLoop loopOf(ServerHttpRequest request) {
        if (!(ServerHttpRequestDecorator.getNativeRequest(request) instanceof HttpServerRequest netty)) {
            return null;
        }
        var loop = new AtomicReference<@Nullable EventLoop>();
        netty.withConnection(connection -> loop.set(connection.channel().eventLoop()));
        return loop.get();
    }

    private static final class Response extends ServerHttpResponseDecorator {

        private final EventLoop loop;

        Response(ServerHttpResponse delegate, EventLoop loop) {
            super(delegate);
            this.loop = loop;
        }

        @Override
        public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
            return onLoop(super.writeWith(body));
        }

        @Override
        public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
            return onLoop(super.writeAndFlushWith(body));
        }

        @Override
        public Mono<Void> setComplete() {
            return isCommitted() ? super.setComplete() : onLoop(super.setComplete());
        }

        private Mono<Void> onLoop(Mono<Void> work) {
            return Mono.defer(() -> loop.inEventLoop() ? work : work.subscribeOn(Schedulers.fromExecutor(loop)));
        }
    }
}
