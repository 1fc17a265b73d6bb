package io.sluice.platform.http;

import io.sluice.platform.cluster.Leases;
import io.sluice.platform.cluster.Roles;
import io.sluice.platform.cluster.Roles.Role;
import io.sluice.platform.cluster.Upkeep;
import io.sluice.platform.database.Database;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;

/** Wires what makes a POST happen once. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IdempotencyProperties.class)
class IdempotencyConfiguration {

    @Bean
    Idempotency idempotency(Database database, Problems problems) {
        return new DatabaseIdempotency(database, problems);
    }

    @Bean
    Upkeep idempotencyForgetting(
            Database database, Leases leases, Roles roles, IdempotencyProperties properties) {
        var forgetting = new Forgetting(database, leases, properties);
        return new Upkeep(
                "The forgetting of answers",
                roles.include(Role.RELAY) ? forgetting.run() : Flux.never());
    }
}
