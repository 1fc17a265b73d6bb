package io.sluice.quote.venue;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Kraken: one call for all pairs, errors with HTTP 200, and old names with X and Z in the answer.
 *
 * @see <a href="https://docs.kraken.com/api/docs/rest-api/get-ticker-information">Ticker</a>
 */
@Component
final class KrakenVenue implements Venue {

    @Override
    public String dialect() {
        return "kraken";
    }

    @Override
    public List<Question> questions(List<Listing> listings) {
        var symbols = listings.stream().map(Listing::symbol).collect(joining(","));
        return List.of(
                new Question("/0/public/Ticker?pair={pairs}", Map.of("pairs", symbols), listings));
    }

    @Override
    public Ticker read(Listing listing, JsonNode answer) {
        refuseErrors(answer.path("error"));
        var ticker = find(listing.symbol(), answer.path("result"));
        var volume = ticker.at("/v/1").isMissingNode() ? null : Decimals.require(ticker, "/v/1");
        return new Ticker(
                Decimals.require(ticker, "/b/0"), Decimals.require(ticker, "/a/0"), volume, null);
    }

    private static void refuseErrors(JsonNode errors) {
        if (errors.isEmpty()) {
            return;
        }
        var text = errors.toString();
        if (text.contains("Too many requests") || text.contains("Rate limit exceeded")) {
            throw new SourceFailure.Throttled(null);
        }
        throw new SourceFailure.Unusable("answered with an error");
    }

    private static JsonNode find(String symbol, JsonNode result) {
        return names(symbol)
                .map(result::path)
                .filter(it -> !it.isMissingNode())
                .findFirst()
                .orElseThrow(() -> new SourceFailure.Unusable("left out " + symbol));
    }

    /** The symbol, and what it is called with the old prefixes: ETHEUR is XETHZEUR. */
    private static Stream<String> names(String symbol) {
        var prefixed =
                IntStream.range(2, symbol.length() - 1)
                        .boxed()
                        .flatMap(at -> names(symbol.substring(0, at), symbol.substring(at)));
        return Stream.concat(Stream.of(symbol), prefixed);
    }

    private static Stream<String> names(String base, String quote) {
        return Stream.of("X", "Z", "")
                .flatMap(first -> Stream.of("Z", "X", "").map(second -> first + base + second))
                .map(start -> start + quote);
    }
}
