package org.sanad.api.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sanad.api.platform.EnvironmentVariable.Part.API;
import static org.sanad.api.platform.EnvironmentVariable.Part.STANDALONE;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A wrong configuration is refused at start, whole, in words. */
class EnvironmentVariableTest {

    private static final Map<String, String> SOUND = Map.of(
            "SANAD_PAYMENT_PROVIDER", "sandbox",
            "SANAD_PUBLIC_URL", "https://give.example.org",
            "SANAD_DB_URL", "db.internal:5432/sanad",
            "SANAD_DB_OWNER_PASSWORD", "o",
            "SANAD_DB_API_PASSWORD", "a",
            "SANAD_DB_RELAY_PASSWORD", "r",
            "SANAD_DB_JOB_PASSWORD", "j",
            "SANAD_SECRET_KEY", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
            "SANAD_CLIENT_SECRET", "0123456789abcdef0123456789abcdef");

    @Test
    void takesASoundConfiguration() {
        EnvironmentVariable.demand(API, SOUND);
    }

    @Test
    void namesEveryFaultInOneMessageAndRepeatsNoSecret() {
        Map<String, String> wrong = new HashMap<>(SOUND);
        wrong.remove("SANAD_DB_API_PASSWORD");
        wrong.put("SANAD_CLIENT_SECRET", "hunter2");
        wrong.put("SANAD_PUBLIC_URL", "http://give.example.org");
        wrong.put("PORT", "80800");
        assertThatThrownBy(() -> EnvironmentVariable.demand(API, wrong))
                .hasMessageContainingAll(
                        "4 places",
                        "SANAD_DB_API_PASSWORD is missing",
                        "SANAD_CLIENT_SECRET has 7 characters",
                        "SANAD_PUBLIC_URL is http://give.example.org: without https",
                        "PORT is 80800")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void productionTakesNoSandboxThatNobodyNamed() {
        for (var provider : List.of("", "paypal")) {
            Map<String, String> unnamed = new HashMap<>(SOUND);
            unnamed.put("SANAD_PAYMENT_PROVIDER", provider);
            assertThatThrownBy(() -> EnvironmentVariable.demand(API, unnamed))
                    .hasMessageContainingAll("1 place", "SANAD_PAYMENT_PROVIDER is", "moves no money");
        }
    }

    @Test
    void theEmbeddedDefaultNeedsNothing() {
        assertThat(EnvironmentVariable.faults(STANDALONE, Map.of(), false)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080", "http://127.0.0.1:9000", "https://sanad.example"})
    void takesHttpsAndLoopback(String url) {
        assertThat(EnvironmentVariable.faults(STANDALONE, Map.of("SANAD_PUBLIC_URL", url), false))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.5:8080",
                "https://sanad.example/",
                "https://sanad.example/app",
                "sanad.example",
                "ftp://sanad.example",
                "https://"
            })
    void refusesWhatCannotBeAnOriginOrWouldLoseCookies(String url) {
        assertThat(EnvironmentVariable.faults(STANDALONE, Map.of("SANAD_PUBLIC_URL", url), false))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "sanad.example", "*", "0.0.0.0:8080"})
    void refusesWhatIsNoAddressToListenOn(String address) {
        assertThat(EnvironmentVariable.faults(STANDALONE, Map.of("SANAD_ADDRESS", address), false))
                .hasSize(1);
        assertThat(EnvironmentVariable.faults(STANDALONE, Map.of("SANAD_ADDRESS", "0.0.0.0"), false))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres://db/sanad", "db:5432", "user@db:5432/sanad", "db:5432/sanad?ssl=1"})
    void refusesDatabaseAddressesOfOtherForms(String address) {
        assertThat(EnvironmentVariable.faults(STANDALONE, Map.of("SANAD_DB_URL", address), false))
                .hasSize(1);
    }
}
