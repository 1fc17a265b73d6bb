package io.sluice.quote;

import io.sluice.platform.cluster.Ids;
import io.sluice.platform.cluster.Roles;
import io.sluice.platform.database.Database;
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
    Board rateBoard(QuoteProperties properties) {
        var pairs = properties.rules().stream().map(PairRule::pair).toList();
        return new Board(properties.maxAge(), pairs);
    }

    @Bean
    RefreshLifecycle rateRefresh(
            QuoteProperties properties,
            Board board,
            Venues venues,
            InstantSource clock,
            Roles roles) {
        var sources =
                properties.sources().stream().map(properties::terms).map(venues::open).toList();
        var market =
                new Market(properties.rules(), properties.stablecoins(), properties.volumeFloors());
        return new RefreshLifecycle(
                new RateRefresher(
                        sources,
                        market,
                        board,
                        new RateLog(properties.stablecoins()),
                        clock,
                        properties.refresh(),
                        () -> ThreadLocalRandom.current().nextDouble()),
                roles,
                FIRST_ROUND);
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
