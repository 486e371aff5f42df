package org.sanad.api.platform.security;

import java.util.Arrays;
import java.util.stream.Stream;
import org.sanad.api.SanadApi;
import org.sanad.api.support.TestDatabase;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** One API process as production runs it, with the real server and filters, on a port of its own. */
final class Node implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    Node(String database, String... settings) {
        var arguments = Stream.of(TestDatabase.settings(database), settings, new String[] {"server.port=0"})
                .flatMap(Arrays::stream)
                .map(setting -> "--" + setting)
                .toArray(String[]::new);
        this.context = new SpringApplicationBuilder(SanadApi.class)
                .web(WebApplicationType.REACTIVE)
                .run(arguments);
    }

    int port() {
        return ((ReactiveWebServerApplicationContext) context).getWebServer().getPort();
    }

    /** One of its beans, for what no client may do. */
    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
