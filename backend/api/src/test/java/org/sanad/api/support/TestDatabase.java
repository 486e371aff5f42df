package org.sanad.api.support;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Points an application at the tests' database; made once for each run. */
public final class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String ADDRESS = Postgres.database("sanad_test");

    /** The shared database's {@code host:port/name}. */
    public static String address() {
        return ADDRESS;
    }

    /** The settings that point an application at a database made by {@link Postgres#database}. */
    public static String[] settings(String address) {
        return new String[] {
            "sanad.database.address=" + address,
            "sanad.database.owner-password=" + Postgres.PASSWORD,
            "sanad.database.api-password=" + Postgres.PASSWORD,
            "sanad.database.relay-password=" + Postgres.PASSWORD,
            "sanad.database.job-password=" + Postgres.PASSWORD,
            "sanad.files.directory=target/files",
            "sanad.scheduled=false",
            "sanad.security.trusted-issuers=" + Api.ISSUER,
            "sanad.payment-provider=sandbox",
            "sanad.secret-key=dGVzdHRlc3R0ZXN0dGVzdHRlc3R0ZXN0dGVzdHRlc3Q=",
        };
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues.of(settings(ADDRESS)).applyTo(context);
    }
}
