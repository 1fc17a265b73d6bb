package io.sluice.quote.venue;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Coinbase Exchange: one call for each product.
 *
 * @see <a href="https://docs.cdp.coinbase.com/exchange/reference">Product ticker</a>
 */
@Component
final class CoinbaseVenue implements Venue {

    @Override
    public String dialect() {
        return "coinbase";
    }

    @Override
    public List<Question> questions(List<Listing> listings) {
        return Question.each("/products/{symbol}/ticker", listings);
    }

    @Override
    public Ticker read(Listing listing, JsonNode answer) {
        var volume =
                answer.path("volume").isMissingNode() ? null : Decimals.require(answer, "/volume");
        return new Ticker(
                Decimals.require(answer, "/bid"),
                Decimals.require(answer, "/ask"),
                volume,
                time(answer.path("time")));
    }

    private static @Nullable Instant time(JsonNode time) {
        if (time.isMissingNode()) {
            return null;
        }
        try {
            return Instant.parse(time.asString(""));
        } catch (DateTimeParseException unreadable) {
            throw new SourceFailure.Unusable("gave no time at /time");
        }
    }
}
