package io.sluice.platform.database;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells the probes about the database. */
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {

    /** Its name in the readiness group is {@code database}. */
    @Bean
    DatabaseHealth databaseHealthIndicator(Database database) {
        return new DatabaseHealth(database);
    }
}
