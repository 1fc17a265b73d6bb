package io.sluice.platform.http;

import io.sluice.platform.database.Database;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what makes a POST happen once. */
@Configuration(proxyBeanMethods = false)
class IdempotencyConfiguration {

    @Bean
    Idempotency idempotency(Database database, Problems problems) {
        return new DatabaseIdempotency(database, problems);
    }
}
