package io.sluice.payment.ledger;

import io.sluice.chain.Assets;
import io.sluice.chain.Chains;
import io.sluice.chain.DepositAddresses;
import io.sluice.chain.Payee;
import io.sluice.chain.TransferListener;
import io.sluice.merchant.Merchants;
import io.sluice.payment.GatewayProperties;
import io.sluice.payment.PaymentProperties;
import io.sluice.payment.journal.EventLog;
import io.sluice.payment.journal.Events;
import io.sluice.platform.cluster.Ids;
import io.sluice.platform.cluster.Leases;
import io.sluice.platform.cluster.Roles;
import io.sluice.platform.cluster.Roles.Role;
import io.sluice.platform.cluster.Upkeep;
import io.sluice.platform.database.Database;
import io.sluice.quote.Quotes;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;

/** Wires what is kept of payments. */
@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {

    @Bean
    PaymentStore paymentStore(Database database) {
        return new PostgresPayments(database);
    }

    @Bean
    DueStore dueStore(Database database) {
        return new PostgresDues(database);
    }

    @Bean
    MarkStore markStore(Database database) {
        return new PostgresMarks(database);
    }

    @Bean
    ChainReading chainReading(Chains chains) {
        return new ChainReading(chains);
    }

    @Bean
    Ledger ledger(
            PaymentStore payments,
            DueStore dues,
            Events events,
            EventLog log,
            GatewayProperties gateway) {
        return new Ledger(payments, dues, events, log, new Views(gateway.livemode()));
    }

    @Bean
    PaymentRegister paymentRegister(
            Database database, PaymentStore payments, ChainReading chains, InstantSource clock) {
        return new PaymentRegister(database, payments, chains, clock);
    }

    @Bean
    Payee payee(PaymentStore payments) {
        return new AwaitingPayee(payments);
    }

    @Bean
    PaymentListing paymentListing(Database database) {
        return new PaymentListing(database);
    }

    @Bean
    Derivation paymentDerivation(
            Database database,
            PaymentStore payments,
            MarkStore marks,
            ChainReading chains,
            Ledger ledger,
            InstantSource clock) {
        return new Derivation(database, payments, marks, chains, ledger, clock);
    }

    @Bean
    TransferListener paymentMarks(Database database, MarkStore marks, Derivation derivation) {
        return new MarkingListener(database, marks, derivation);
    }

    @Bean
    Upkeep paymentRounds(
            Leases leases,
            MarkStore marks,
            Derivation derivation,
            Chains chains,
            Assets assets,
            InstantSource clock,
            Roles roles,
            PaymentProperties properties) {
        var rounds =
                new DerivationRounds(
                        leases, marks, derivation, chains, assets, clock, properties.derivation());
        return new Upkeep(
                "The derivation of payments",
                roles.include(Role.RELAY) || roles.include(Role.WATCHER)
                        ? rounds.run()
                        : Flux.never());
    }

    @Bean
    Choices choices(
            Quotes quotes,
            DepositAddresses addresses,
            Chains chains,
            PaymentProperties properties) {
        return new Choices(quotes, addresses, chains, properties.skew());
    }

    @Bean
    Opening opening(
            Database database,
            Merchants merchants,
            Assets assets,
            Quotes quotes,
            Choices choices,
            Ledger ledger,
            Ids ids,
            InstantSource clock) {
        return new Opening(database, merchants, assets, quotes, choices, ledger, ids, clock);
    }

    @Bean
    Choosing choosing(
            Database database,
            PaymentStore payments,
            Merchants merchants,
            ChainReading chains,
            Choices choices,
            Ledger ledger,
            InstantSource clock) {
        return new Choosing(database, payments, merchants, chains, choices, ledger, clock);
    }

    @Bean
    Resolving resolving(
            Database database,
            PaymentStore payments,
            ChainReading chains,
            Ledger ledger,
            InstantSource clock) {
        return new Resolving(database, payments, chains, ledger, clock);
    }

    @Bean
    Canceling canceling(
            Database database,
            PaymentStore payments,
            ChainReading chains,
            Ledger ledger,
            InstantSource clock) {
        return new Canceling(database, payments, chains, ledger, clock);
    }
}
