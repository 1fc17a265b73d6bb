package io.sluice.quote.venue;

import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * OKX: one call for all spot markets; a code other than {@code 0} is an error, whatever HTTP says.
 *
 * @see <a href="https://www.okx.com/docs-v5/en/#order-book-trading-market-data-get-tickers">
 *     Tickers</a>
 */
@Component
final class OkxVenue implements Venue {

    private static final String TOO_MANY_REQUESTS = "50011";

    @Override
    public String dialect() {
        return "okx";
    }

    @Override
    public List<Question> questions(List<Listing> listings) {
        return List.of(new Question("/api/v5/market/tickers?instType=SPOT", Map.of(), listings));
    }

    @Override
    public Ticker read(Listing listing, JsonNode answer) {
        var code = answer.path("code").asString("");
        if (code.equals(TOO_MANY_REQUESTS)) {
            throw new SourceFailure.Throttled(null);
        }
        if (!code.equals("0")) {
            throw new SourceFailure.Unusable("answered with an error");
        }
        return answer.path("data")
                .valueStream()
                .filter(it -> it.path("instId").asString("").equals(listing.symbol()))
                .findFirst()
                .map(OkxVenue::ticker)
                .orElseThrow(() -> new SourceFailure.Unusable("left out " + listing.symbol()));
    }

    private static Ticker ticker(JsonNode market) {
        var volume =
                market.path("vol24h").isMissingNode() ? null : Decimals.require(market, "/vol24h");
        return new Ticker(
                Decimals.require(market, "/bidPx"),
                Decimals.require(market, "/askPx"),
                volume,
                Epoch.millis(market, "/ts"));
    }
}
