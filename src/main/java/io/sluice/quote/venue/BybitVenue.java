package io.sluice.quote.venue;

import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Bybit: one call for all spot markets; the time is that of the answer.
 *
 * @see <a href="https://bybit-exchange.github.io/docs/v5/market/tickers">Tickers</a>
 */
@Component
final class BybitVenue implements Venue {

    private static final String TOO_MANY_REQUESTS = "10006";

    @Override
    public String dialect() {
        return "bybit";
    }

    @Override
    public List<Question> questions(List<Listing> listings) {
        return List.of(new Question("/v5/market/tickers?category=spot", Map.of(), listings));
    }

    @Override
    public Ticker read(Listing listing, JsonNode answer) {
        var code = answer.path("retCode").asString("");
        if (code.equals(TOO_MANY_REQUESTS)) {
            throw new SourceFailure.Throttled(null);
        }
        if (!code.equals("0")) {
            throw new SourceFailure.Unusable("answered with an error");
        }
        var market =
                answer.at("/result/list")
                        .valueStream()
                        .filter(it -> it.path("symbol").asString("").equals(listing.symbol()))
                        .findFirst()
                        .orElseThrow(
                                () -> new SourceFailure.Unusable("left out " + listing.symbol()));
        var volume =
                market.path("volume24h").isMissingNode()
                        ? null
                        : Decimals.require(market, "/volume24h");
        return new Ticker(
                Decimals.require(market, "/bid1Price"),
                Decimals.require(market, "/ask1Price"),
                volume,
                Epoch.millis(answer, "/time"));
    }
}
