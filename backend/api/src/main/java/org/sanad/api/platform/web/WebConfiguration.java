package org.sanad.api.platform.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

/** Maps what no controller answers: the issuer's paths to the proxy, all else to the app. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebSettings.class)
class WebConfiguration {

    @Bean
    SimpleUrlHandlerMapping pages(Shell shell, IssuerProxy proxy) {
        Map<String, Object> handlers = new LinkedHashMap<>();
        handlers.put("/identity/**", proxy);
        handlers.put("/.well-known/**", proxy);
        handlers.put("/**", shell);
        return new SimpleUrlHandlerMapping(handlers, Ordered.LOWEST_PRECEDENCE - 10);
    }
}
