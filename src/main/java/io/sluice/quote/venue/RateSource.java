package io.sluice.quote.venue;

import io.sluice.platform.reactive.Answer;
import java.util.List;
import reactor.core.publisher.Mono;

/** Somewhere outside that knows what things trade at. */
public interface RateSource {

    /** What we know of it by configuration. */
    VenueTerms terms();

    /**
     * One answer for each listing. Never fails and never waits longer than the source's patience;
     * what went wrong is in the answers, as a {@link SourceFailure}.
     */
    Mono<List<Answer<Listing, Ticker>>> tickers();
}
