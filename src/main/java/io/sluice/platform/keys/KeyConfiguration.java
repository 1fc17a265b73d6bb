package io.sluice.platform.keys;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the gateway's own keys. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KeyProperties.class)
class KeyConfiguration {

    @Bean
    SigningKeys signingKeys(KeyProperties properties) {
        return new EcSigningKeys(properties.signing());
    }

    @Bean
    MacKeys payerKeys(KeyProperties properties) {
        return new HmacKeys("sluice.keys.payer", properties.payer());
    }

    @Bean
    Secrets secrets() {
        return new RandomSecrets(SeededRandom.seeded());
    }
}
