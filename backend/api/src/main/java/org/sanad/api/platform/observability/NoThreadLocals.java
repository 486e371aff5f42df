package org.sanad.api.platform.observability;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ThreadLocalAccessor;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * Leaves thread-locals where they are. Libraries register what Reactor then puts back around operators and Spring around fields: who is signed in, the
 * exchange, the observation. Everything of ours reads the Reactor context; only spans, where a collector wants them, find their parents so.
 */
@Component
class NoThreadLocals {

    NoThreadLocals(Environment environment) {
        boolean traces = StringUtils.hasText(environment.getProperty(TracesWhereWanted.COLLECTOR));
        var registry = ContextRegistry.getInstance();
        registry.getThreadLocalAccessors().stream()
                .map(ThreadLocalAccessor::key)
                .filter(key -> !traces || !key.equals(ObservationThreadLocalAccessor.KEY))
                .toList()
                .forEach(registry::removeThreadLocalAccessor);
    }
}
