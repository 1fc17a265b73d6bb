package io.sluice.payment.journal;

import io.sluice.payment.GatewayProperties;
import io.sluice.payment.Journal;
import io.sluice.payment.PaymentProperties;
import io.sluice.platform.cluster.Bus;
import io.sluice.platform.cluster.Canary;
import io.sluice.platform.cluster.Ids;
import io.sluice.platform.cluster.Leases;
import io.sluice.platform.cluster.Roles;
import io.sluice.platform.cluster.Roles.Role;
import io.sluice.platform.cluster.Upkeep;
import io.sluice.platform.database.Database;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;

/** Wires what was said about payments. */
@Configuration(proxyBeanMethods = false)
class JournalConfiguration {

    @Bean
    Events paymentEvents(Ids ids, GatewayProperties gateway) {
        return new Events(ids, gateway.publicUrl());
    }

    @Bean
    EventStore eventStore(Database database) {
        return new PostgresEvents(database);
    }

    @Bean
    EventLog eventLog(Database database, EventStore store, Bus bus) {
        return new EventLog(database, store, bus);
    }

    @Bean
    Journal journal(Database database, Bus bus, Canary canary) {
        return new PostgresJournal(database, new BusWakeUps(bus, canary.gaps()).all());
    }

    @Bean
    Upkeep journalRelay(
            Database database,
            Leases leases,
            EventStore store,
            EventLog events,
            Roles roles,
            PaymentProperties properties) {
        var relay = new JournalRelay(database, leases, store, events, properties.relay());
        return new Upkeep(
                "The journal's relay", roles.include(Role.RELAY) ? relay.run() : Flux.never());
    }
}
