package io.sluice.quote.market;

import io.sluice.platform.reactive.Answer;
import io.sluice.quote.venue.Listing;
import io.sluice.quote.venue.Pair;
import io.sluice.quote.venue.Ticker;
import io.sluice.quote.venue.Validity;
import java.math.BigDecimal;
import java.time.Duration;
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
        var leg = new Leg(source, USDC_EUR, prices, NOON, true);
        return new Mark(source, operator, USDC_EUR, "USDC/EUR", prices, NOON, List.of(leg), false);
    }

    public static Snapshot snapshot(String mid, Instant at) {
        var kraken = mark("kraken", mid);
        return new Snapshot(USDC_EUR, kraken, List.of(kraken), List.of(), at);
    }

    /** A source with books given as {@code USDC/EUR bid ask}. */
    public static Heard heard(String source, String... books) {
        return heard(source, Stream.of(books).map(Fixtures::book).toList());
    }

    public static Heard heard(String source, Pair pair, Ticker ticker) {
        return heard(source, List.of(given(pair, ticker)));
    }

    public static Heard silent(String source, String reason, String... pairs) {
        var answers = Stream.of(pairs).map(Pair::of).map(it -> failed(it, reason)).toList();
        return heard(source, answers);
    }

    static Heard heard(String source, List<Answer<Listing, Ticker>> answers) {
        return new Heard(source, source, Validity.LIVE, answers, null);
    }

    /** The daily word of a central bank, which is two days old. */
    static Heard official(String source, String pair, String rate) {
        var ticker =
                new Ticker(
                        new BigDecimal(rate),
                        new BigDecimal(rate),
                        null,
                        NOON.minus(Duration.ofDays(2)));
        var validity = new Validity(Duration.ofDays(4), true);
        return new Heard(source, source, validity, List.of(given(Pair.of(pair), ticker)), null);
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
