package org.sanad.standalone;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Gives each of the two Spring contexts only the auto-configurations that it would find on its own module's class path.
 *
 * <p>In one JVM both find everything: without this the reactive api would be given Tomcat and a JDBC pool, and the servlet-based
 * identity a GraphQL engine and an R2DBC pool. The property {@value #PART} says whose context it is; other contexts are left alone.
 */
public final class PartAutoConfigurations implements AutoConfigurationImportFilter, EnvironmentAware {

    static final String PART = "sanad.part";
    static final String API = "api";
    static final String IDENTITY = "identity";

    private static final String BOOT = "org.springframework.boot.";
    private static final List<String> NOT_FOR_API = List.of(
            BOOT + "jdbc.",
            BOOT + "tomcat.",
            BOOT + "servlet.",
            BOOT + "webmvc.",
            BOOT + "thymeleaf.",
            BOOT + "mail.",
            BOOT + "security.oauth2.server.authorization.");
    private static final List<String> NOT_FOR_IDENTITY = List.of(
            BOOT + "r2dbc.",
            BOOT + "graphql.",
            BOOT + "webflux.",
            BOOT + "netty.",
            BOOT + "reactor.",
            BOOT + "opentelemetry.",
            BOOT + "micrometer.tracing.",
            BOOT + "micrometer.metrics.autoconfigure.export.prometheus.",
            BOOT + "security.oauth2.client.",
            BOOT + "security.oauth2.server.resource.");

    private List<String> unwanted = List.of();

    @Override
    public void setEnvironment(Environment environment) {
        unwanted = switch (environment.getProperty(PART, "")) {
            case API -> NOT_FOR_API;
            case IDENTITY -> NOT_FOR_IDENTITY;
            default -> List.of();
        };
    }

    @Override
    public boolean[] match(@Nullable String[] classes, AutoConfigurationMetadata metadata) {
        boolean[] wanted = new boolean[classes.length];
        for (int i = 0; i < classes.length; i++) {
            String name = classes[i];
            wanted[i] = name == null || unwanted.stream().noneMatch(name::startsWith);
        }
        return wanted;
    }
}
