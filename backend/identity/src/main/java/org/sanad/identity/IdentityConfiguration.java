package org.sanad.identity;

import java.time.Clock;
import org.sanad.identity.crypto.SecretBox;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What every part of the issuer is given: the time, and the installation's key. */
@Configuration(proxyBeanMethods = false)
class IdentityConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    SecretBox secretBox(IdentitySettings settings) {
        return SecretBox.of(settings.secretKey());
    }
}
