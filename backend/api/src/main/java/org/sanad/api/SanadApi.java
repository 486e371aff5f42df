package org.sanad.api;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the GraphQL API by itself; the embedded default starts it beside identity and PostgreSQL. */
@SpringBootApplication
public class SanadApi {

    public static void main(String[] args) {
        SpringApplication.run(SanadApi.class, args);
    }
}
