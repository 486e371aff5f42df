package org.sanad.identity;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What identity doesn't start with. */
class IdentitySettingsTest {

    @ParameterizedTest
    @ValueSource(strings = {"https://sanad.example", "https://localhost.example", "https://192.0.2.1"})
    void mailsAreOnAPageOfOnesOwnMachineOnly(String url) {
        assertThatThrownBy(() -> settings(url, true)).hasMessageContaining("SANAD_EMBEDDED");
        assertThatCode(() -> settings(url, false)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080", "http://127.0.0.1:8080", "https://localhost:8443"})
    void onesOwnMachineShowsThem(String url) {
        assertThatCode(() -> settings(url, true)).doesNotThrowAnyException();
    }

    private static IdentitySettings settings(String url, boolean embedded) {
        return new IdentitySettings(
                URI.create(url),
                embedded,
                "on",
                "a secret key",
                "sanad-app",
                "a secret of thirty-two characters or more",
                url + "/graphql",
                List.of(),
                new IdentitySettings.Mail("", 587, "", "", ""),
                new IdentitySettings.Sms("", ""));
    }
}
