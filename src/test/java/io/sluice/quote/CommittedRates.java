package io.sluice.quote;

import io.sluice.quote.market.Agreement;
import io.sluice.quote.market.Market;
import io.sluice.quote.market.PairRule;
import io.sluice.quote.venue.RateSource;
import io.sluice.quote.venue.VenueTerms;
import io.sluice.quote.venue.VenuesForTests;
import io.sluice.sandbox.RateVenues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;

/** Rates as the committed configuration has them, of the sandbox's venues. */
public final class CommittedRates {

    private final QuoteProperties properties = committed();
    private final InstantSource clock;
    private final Board board;
    private final RateRefresher refresher;
    private final RatePosting posting;

    /**
     * Asks nobody yet.
     *
     * @param patience how long each venue is waited for
     */
    public CommittedRates(RateVenues venues, Duration patience, InstantSource clock) {
        this.clock = clock;
        var pairs = properties.rules().stream().map(PairRule::pair).toList();
        this.board = new Board(Duration.ofMinutes(5), pairs, Pegs.NONE, clock);
        var log = new RateLog(properties.stablecoins());
        this.posting = new RatePosting(board, log);
        this.refresher = refresher(sources(venues, patience), log);
    }

    Board board() {
        return board;
    }

    /** Asks every venue once. */
    public Flux<Agreement> round() {
        return refresher.round().collectList().flatMapIterable(posting::post);
    }

    private RateRefresher refresher(List<RateSource> sources, RateLog log) {
        var market =
                new Market(properties.rules(), properties.stablecoins(), properties.volumeFloors());
        return new RateRefresher(sources, market, log, clock);
    }

    private List<RateSource> sources(RateVenues sandbox, Duration patience) {
        var venues = VenuesForTests.venues(WebClient.builder(), clock);
        return properties.sources().stream()
                .map(properties::terms)
                .map(it -> at(sandbox, patience, it))
                .map(venues::open)
                .toList();
    }

    private static VenueTerms at(RateVenues sandbox, Duration patience, VenueTerms it) {
        return new VenueTerms(
                it.name(),
                it.operator(),
                it.dialect(),
                sandbox.url().toString(),
                it.validity(),
                patience,
                it.listings());
    }

    private static QuoteProperties committed() {
        try {
            var file = new FileSystemResource("config/rates.yaml");
            var environment = new StandardEnvironment();
            new YamlPropertySourceLoader()
                    .load("rates", file)
                    .forEach(environment.getPropertySources()::addLast);
            return Binder.get(environment).bind("sluice.quote", QuoteProperties.class).get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
