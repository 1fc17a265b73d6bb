package io.sluice.platform;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The clock of this replica. What replicas must agree on goes by the database's. */
@Configuration(proxyBeanMethods = false)
class PlatformConfiguration {

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }
}
