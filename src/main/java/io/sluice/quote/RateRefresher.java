package io.sluice.quote;

import io.sluice.platform.reactive.Answer;
import io.sluice.platform.reactive.FanOut;
import io.sluice.quote.market.Agreement;
import io.sluice.quote.market.Heard;
import io.sluice.quote.market.Market;
import io.sluice.quote.venue.Listing;
import io.sluice.quote.venue.RateSource;
import io.sluice.quote.venue.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import reactor.core.publisher.Flux;

/** Asks all sources, so that nobody who wants a quote ever has to. */
final class RateRefresher {

    /** Sources keep their own patience; this only bounds a source that breaks its promise. */
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(15);

    private final List<RateSource> sources;
    private final Market market;
    private final RateLog log;
    private final InstantSource clock;

    RateRefresher(List<RateSource> sources, Market market, RateLog log, InstantSource clock) {
        this.sources = sources;
        this.market = market;
        this.log = log;
        this.clock = clock;
    }

    /** Asks every source once; what they agree on is not judged yet. */
    Flux<Agreement> round() {
        return FanOut.ask(sources, LONGEST_ROUND, RateSource::tickers)
                .map(RateRefresher::heard)
                .doOnNext(log::note)
                .collectList()
                .flatMapIterable(heard -> market.agree(heard, clock.instant()));
    }

    private static Heard heard(Answer<RateSource, List<Answer<Listing, Ticker>>> answer) {
        var terms = answer.source().terms();
        return switch (answer) {
            case Answer.Given(_, var answers) ->
                    new Heard(terms.name(), terms.operator(), terms.validity(), answers, null);
            case Answer.Failed(_, var cause) ->
                    new Heard(terms.name(), terms.operator(), terms.validity(), List.of(), cause);
        };
    }
}
