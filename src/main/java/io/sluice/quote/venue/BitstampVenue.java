package io.sluice.quote.venue;

import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Bitstamp: one call for each market; {@code last} may lie outside its own book and is not read.
 *
 * @see <a href="https://www.bitstamp.net/api/#tag/Tickers">Tickers</a>
 */
@Component
final class BitstampVenue implements Venue {

    @Override
    public String dialect() {
        return "bitstamp";
    }

    @Override
    public List<Question> questions(List<Listing> listings) {
        return Question.each("/api/v2/ticker/{symbol}/", listings);
    }

    @Override
    public Ticker read(Listing listing, JsonNode answer) {
        if ("error".equals(answer.path("status").asString(""))) {
            throw new SourceFailure.Unusable("answered with an error");
        }
        var volume =
                answer.path("volume").isMissingNode() ? null : Decimals.require(answer, "/volume");
        return new Ticker(
                Decimals.require(answer, "/bid"),
                Decimals.require(answer, "/ask"),
                volume,
                Epoch.seconds(answer, "/timestamp"));
    }
}
