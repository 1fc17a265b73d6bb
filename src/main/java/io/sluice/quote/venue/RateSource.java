package io.sluice.quote.venue;

import io.sluice.platform.reactive.Answer;
import java.util.List;
import reactor.core.publisher.Mono;

/** Somewhere outside that knows what things trade at. */
public interface RateSource {

    String name();

    /** Who runs it: two sources of one operator are one vote. */
    String operator();

    Validity validity();

    /**
     * One answer for each listing. Never fails and never waits longer than the source's patience;
     * what went wrong is in the answers, as a {@link SourceFailure}.
     */
    Mono<List<Answer<Listing, Ticker>>> tickers();
}
