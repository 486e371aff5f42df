package org.sanad.api.platform.observability;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Leaves tracing out where no collector is named: spans that nobody collects cost a fifth of a small request. Spans of single fields are always
 * left out, since they cost more than the fields; a request's own span tells its operation.
 */
public final class TracesWhereWanted implements AutoConfigurationImportFilter, EnvironmentAware {

    static final String COLLECTOR = "management.opentelemetry.tracing.export.otlp.endpoint";

    private static final String FIELDS = "org.springframework.boot.graphql.autoconfigure.observation.";
    private static final String TRACING = "org.springframework.boot.micrometer.tracing.";

    private boolean wanted;

    @Override
    public void setEnvironment(Environment environment) {
        wanted = StringUtils.hasText(environment.getProperty(COLLECTOR));
    }

    @Override
    public boolean[] match(@Nullable String[] classes, AutoConfigurationMetadata metadata) {
        boolean[] kept = new boolean[classes.length];
        for (int i = 0; i < classes.length; i++) {
            String name = classes[i];
            kept[i] = name == null || !(name.startsWith(FIELDS) || (!wanted && name.startsWith(TRACING)));
        }
        return kept;
    }
}
