package io.sluice.status;

import io.sluice.platform.database.Database;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires where tickets are kept. */
@Configuration(proxyBeanMethods = false)
class TicketConfiguration {

    @Bean
    Tickets tickets(Database database) {
        return new PostgresTickets(database);
    }
}
