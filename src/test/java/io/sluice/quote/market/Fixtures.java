package io.sluice.quote.market;

import io.sluice.platform.reactive.Answer;
import io.sluice.quote.venue.Listing;
import io.sluice.quote.venue.Pair;
import io.sluice.quote.venue.Ticker;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Words of imaginary sources. */
public final class Fixtures {

    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    public static final Pair USDC_EUR = Pair.of("USDC/EUR");

    private Fixtures() {}

    static Mark mark(String source, String mid) {
        return mark(source, source, new BigDecimal(mid));
    }

    static Mark mark(String source, String operator, BigDecimal mid) {
        var prices = new BidAsk(mid, mid);
        var leg = new Leg(source, USDC_EUR, prices, NOON);
        return new Mark(source, operator, USDC_EUR, "USDC/EUR", prices, NOON, List.of(leg));
    }

    public static Snapshot snapshot(String mid, Instant at) {
        var kraken = mark("kraken", mid);
        return new Snapshot(USDC_EUR, kraken, List.of(kraken), List.of(), at);
    }

    /** A source with books given as {@code USDC/EUR bid ask}. */
    public static Heard heard(String source, String... books) {
        return new Heard(source, source, Stream.of(books).map(Fixtures::book).toList(), null);
    }

    public static Heard heard(String source, Pair pair, Ticker ticker) {
        return new Heard(source, source, List.of(given(pair, ticker)), null);
    }

    public static Heard silent(String source, String reason, String... pairs) {
        var answers = Stream.of(pairs).map(Pair::of).map(it -> failed(it, reason)).toList();
        return new Heard(source, source, answers, null);
    }

    /** A market in which {@code rules} are pairs and the codes they may go via. */
    static Market market(PairRule... rules) {
        return new Market(
                List.of(rules),
                Map.of("USDC", "USD", "USDT", "USD"),
                Map.of("BTC", BigDecimal.ONE));
    }

    static PairRule rule(String pair, String... via) {
        var priced = Pair.of(pair);
        var others = Stream.of(via).map(it -> Route.via(priced, it));
        return new PairRule(
                priced, Stream.concat(Stream.of(Route.direct(priced)), others).toList());
    }

    private static Answer<Listing, Ticker> book(String text) {
        var words = text.split(" ", -1);
        return given(
                Pair.of(words[0]),
                new Ticker(new BigDecimal(words[1]), new BigDecimal(words[2]), null, null));
    }

    private static Answer<Listing, Ticker> given(Pair pair, Ticker ticker) {
        return new Answer.Given<>(new Listing(pair.toString(), pair), ticker);
    }

    private static Answer<Listing, Ticker> failed(Pair pair, String reason) {
        var listing = new Listing(pair.toString(), pair);
        return new Answer.Failed<>(listing, new IllegalStateException(reason));
    }
}
