package io.sluice.quote.venue;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Binance: one call for all symbols, without volumes and times; an object instead of the list is an
 * error.
 *
 * @see <a href="https://developers.binance.com/docs/binance-spot-api-docs/rest-api">Book ticker</a>
 */
@Component
final class BinanceVenue implements Venue {

    @Override
    public String dialect() {
        return "binance";
    }

    @Override
    public List<Question> questions(List<Listing> listings) {
        var symbols =
                listings.stream()
                        .map(it -> "\"" + it.symbol() + "\"")
                        .collect(joining(",", "[", "]"));
        return List.of(
                new Question(
                        "/api/v3/ticker/bookTicker?symbols={symbols}",
                        Map.of("symbols", symbols),
                        listings));
    }

    @Override
    public Ticker read(Listing listing, JsonNode answer) {
        if (!answer.isArray()) {
            throw new SourceFailure.Unusable("answered with an error");
        }
        return answer.valueStream()
                .filter(it -> it.path("symbol").asString("").equals(listing.symbol()))
                .findFirst()
                .map(BinanceVenue::ticker)
                .orElseThrow(() -> new SourceFailure.Unusable("left out " + listing.symbol()));
    }

    private static Ticker ticker(JsonNode book) {
        return new Ticker(
                Decimals.require(book, "/bidPrice"),
                Decimals.require(book, "/askPrice"),
                null,
                null);
    }
}
