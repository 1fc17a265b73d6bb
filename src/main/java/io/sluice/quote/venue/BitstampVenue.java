package io.sluice.quote.venue;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Bitstamp: one call for each market; {@code last} may lie outside its own book and is not read.
 *
 * @see <a href="https://www.bitstamp.net/api/#tag/Tickers">Tickers</a>
 */
final class BitstampVenue implements Venue {

    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,10}");

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
                time(answer.path("timestamp")));
    }

    private static @Nullable Instant time(JsonNode timestamp) {
        if (timestamp.isMissingNode()) {
            return null;
        }
        var text = timestamp.asString("");
        if (!SECONDS.matcher(text).matches()) {
            throw new SourceFailure.Unusable("gave no time at /timestamp");
        }
        return Instant.ofEpochSecond(Long.parseLong(text));
    }
}
