package io.sluice.quote.venue;

import io.sluice.chain.ContractCalls;
import io.sluice.platform.reactive.Answer;
import io.sluice.platform.reactive.FanOut;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** Price feeds that a network of operators writes on a chain; a symbol is a feed's account. */
final class ChainlinkSource implements RateSource {

    static final String DIALECT = "chainlink";

    private final VenueTerms terms;
    private final Map<Listing, ChainlinkFeed> feeds;

    ChainlinkSource(VenueTerms terms, ContractCalls contracts) {
        this.terms = terms;
        this.feeds =
                terms.listings().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        it -> it, it -> new ChainlinkFeed(contracts, it.symbol())));
    }

    @Override
    public VenueTerms terms() {
        return terms;
    }

    @Override
    public Mono<List<Answer<Listing, Ticker>>> tickers() {
        return FanOut.ask(feeds.entrySet(), terms.patience(), it -> it.getValue().ticker())
                .map(ChainlinkSource::answer)
                .collectList();
    }

    private static Answer<Listing, Ticker> answer(
            Answer<Map.Entry<Listing, ChainlinkFeed>, Ticker> answer) {
        var listing = answer.source().getKey();
        return switch (answer) {
            case Answer.Given(_, var ticker) -> new Answer.Given<>(listing, ticker);
            case Answer.Failed(_, var cause) ->
                    new Answer.Failed<>(listing, SourceFailure.of(cause));
        };
    }
}
