package io.sluice.quote;

import static io.sluice.quote.market.Fixtures.USDC_EUR;
import static io.sluice.quote.market.Fixtures.snapshot;

import io.sluice.money.Asset;
import io.sluice.money.AssetAmount;
import io.sluice.money.ChainId;
import io.sluice.money.Price;
import io.sluice.platform.keys.TestKeys;
import io.sluice.quote.market.Agreement.Agreed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Currency;
import java.util.List;

/** Quotes from a fresh rate, with a key of its own. */
public final class QuotingForBench {

    private static final Price PRICE = Price.of("25.00", Currency.getInstance("EUR"));
    private static final Asset USDC =
            new Asset(new ChainId("eip155:31337"), "erc20:0xAsset", "USDC", 6);

    private final Instant now = Instant.now();
    private final Quotes quotes = quotes(now);

    public Quote offer() {
        return quotes.offer(PRICE, USDC, now.plusSeconds(900));
    }

    public AssetAmount indicative() {
        return quotes.indicative(PRICE, USDC);
    }

    private static Quotes quotes(Instant now) {
        InstantSource clock = () -> now;
        var board = new Board(Duration.ofMinutes(5), List.of(USDC_EUR), Pegs.NONE, clock);
        board.post(new Agreed(snapshot("0.92486", now)));
        var seal = new QuoteSeal(TestKeys.signing());
        return new SnapshotQuotes(board, seal, new NoQuotes(), it -> it + "_1", clock);
    }
}
