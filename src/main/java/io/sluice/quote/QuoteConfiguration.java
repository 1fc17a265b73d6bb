package io.sluice.quote;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.platform.cluster.Blackboard;
import io.sluice.platform.cluster.Bus;
import io.sluice.platform.cluster.Ids;
import io.sluice.platform.cluster.Roles;
import io.sluice.platform.database.Database;
import io.sluice.platform.keys.MacKeys;
import io.sluice.platform.keys.SigningKeys;
import io.sluice.quote.market.Market;
import io.sluice.quote.market.PairRule;
import io.sluice.quote.venue.Venues;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Wires rates and quotes. */
@Configuration(proxyBeanMethods = false)
class QuoteConfiguration {

    private static final Duration FIRST_ROUND = Duration.ofSeconds(2);

    @Bean
    Pegs pegs(QuoteProperties properties) {
        return new Pegs(properties.stablecoins());
    }

    @Bean
    Board rateBoard(QuoteProperties properties, Pegs pegs, InstantSource clock) {
        var pairs = properties.rules().stream().map(PairRule::pair).toList();
        return new Board(properties.maxAge(), pairs, pegs, clock);
    }

    @Bean
    RateMeters rateMeters(
            Board board,
            Pegs pegs,
            QuoteProperties properties,
            InstantSource clock,
            Roles roles,
            MeterRegistry meters) {
        var sources = properties.sources().stream().map(QuoteProperties.Source::name).toList();
        return new RateMeters(board, pegs, sources, clock, roles, meters);
    }

    @Bean
    SharedRates sharedRates(
            Bus bus, Blackboard blackboard, MacKeys keys, QuoteProperties properties) {
        return new SharedRates(bus, blackboard, new RoundSeal(keys), properties.maxAge());
    }

    @Bean
    RateLog rateLog(QuoteProperties properties) {
        return new RateLog(properties.stablecoins());
    }

    @Bean
    RateRefresher rateRefresher(
            QuoteProperties properties, Venues venues, RateLog log, InstantSource clock) {
        var sources =
                properties.sources().stream().map(properties::terms).map(venues::open).toList();
        var market =
                new Market(properties.rules(), properties.stablecoins(), properties.volumeFloors());
        return new RateRefresher(sources, market, log, clock);
    }

    @Bean
    RefreshLifecycle rateRefresh(
            QuoteProperties properties,
            RateRefresher refresher,
            SharedRates shared,
            Board board,
            RateLog log,
            InstantSource clock,
            Roles roles) {
        var rounds =
                new RateRounds(
                        refresher,
                        shared,
                        new RatePosting(board, log),
                        log,
                        clock,
                        properties.refresh(),
                        () -> ThreadLocalRandom.current().nextDouble());
        return new RefreshLifecycle(rounds, roles, FIRST_ROUND);
    }

    @Bean
    Quotes quotes(
            Board board,
            SigningKeys keys,
            Database database,
            JsonMapper json,
            Ids ids,
            InstantSource clock) {
        var store = new PostgresQuotes(database, json);
        return new SnapshotQuotes(board, new QuoteSeal(keys), store, ids, clock);
    }

    @Bean
    QuoteProblems quoteProblems(QuoteProperties properties) {
        return new QuoteProblems(properties.refresh());
    }
}
