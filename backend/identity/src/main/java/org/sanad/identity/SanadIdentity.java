package org.sanad.identity;

import java.util.Map;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the issuer by itself; the embedded default starts it beside the api and PostgreSQL. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class SanadIdentity {

    public static void main(String[] args) {
        application(Map.of()).run(args);
    }

    /**
     * Prepares the application so that it reads {@code identity.yml} whatever else is on the class path.
     *
     * @param settings values by the names of the environment variables; a real environment variable wins
     */
    public static SpringApplicationBuilder application(Map<String, Object> settings) {
        return new SpringApplicationBuilder(SanadIdentity.class)
                .properties(settings)
                .properties("spring.config.name=identity");
    }
}
