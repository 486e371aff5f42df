package org.sanad.api;

import org.sanad.api.platform.EnvironmentVariable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the GraphQL API by itself; the embedded default starts it beside identity and PostgreSQL. */
@SpringBootApplication
public class SanadApi {

    public static void main(String[] args) {
        EnvironmentVariable.demand(EnvironmentVariable.Part.API, System.getenv());
        SpringApplication.run(SanadApi.class, args);
    }
}
