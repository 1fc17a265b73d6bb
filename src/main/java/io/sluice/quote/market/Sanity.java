package io.sluice.quote.market;

import io.sluice.quote.venue.Pair;
import io.sluice.quote.venue.Ticker;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Whether one book can be believed on its own.
 *
 * @param volumeFloors by base code, the daily volume below which a book is too thin
 */
record Sanity(Map<String, BigDecimal> volumeFloors) {

    private static final BigDecimal WIDEST = new BigDecimal("0.01");
    private static final Duration FUTURE = Duration.ofSeconds(5);

    /**
     * What is wrong with {@code ticker}, heard at {@code now}; empty when nothing is.
     *
     * @param holds how old it may be
     */
    Optional<String> objection(Pair pair, Ticker ticker, Duration holds, Instant now) {
        if (ticker.bid().signum() <= 0) {
            return Optional.of("bids nothing");
        }
        if (ticker.ask().compareTo(ticker.bid()) < 0) {
            return Optional.of("has a crossed book");
        }
        if (new BidAsk(ticker.bid(), ticker.ask()).spread().compareTo(WIDEST) > 0) {
            return Optional.of("has a spread above 1 %");
        }
        if (isThin(pair, ticker)) {
            return Optional.of("trades too little of it");
        }
        return untimely(ticker, holds, now);
    }

    private boolean isThin(Pair pair, Ticker ticker) {
        var floor = volumeFloors.getOrDefault(pair.base(), BigDecimal.ZERO);
        return ticker.volume() != null && ticker.volume().compareTo(floor) < 0;
    }

    private static Optional<String> untimely(Ticker ticker, Duration holds, Instant now) {
        var at = ticker.at();
        if (at == null) {
            return Optional.empty();
        }
        if (at.isBefore(now.minus(holds))) {
            return Optional.of("is older than " + said(holds));
        }
        return at.isAfter(now.plus(FUTURE)) ? Optional.of("is from the future") : Optional.empty();
    }

    private static String said(Duration holds) {
        return holds.toHours() > 2 ? holds.toHours() + " h" : holds.toSeconds() + " s";
    }
}
