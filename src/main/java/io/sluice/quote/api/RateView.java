package io.sluice.quote.api;

import io.sluice.quote.Rates.Rate;
import io.sluice.quote.market.Ages;
import io.sluice.quote.market.Dropped;
import io.sluice.quote.market.Mark;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A rate as it leaves through the API, with everything it rests on.
 *
 * @param rate what one whole base costs in the quote: the middle of one of the books
 * @param bid of the same book
 * @param ask of the same book
 * @param at when sources were asked
 * @param validUntil when it is too old to quote with, if nothing newer comes
 * @param stale whether it is the last good one, because sources fail or disagree now
 * @param depegged whether the base is a stablecoin more than 2 % off what it promises
 */
record RateView(
        String base,
        String quote,
        String rate,
        String bid,
        String ask,
        Instant at,
        Instant validUntil,
        boolean stale,
        boolean depegged,
        List<Source> sources) {

    /**
     * What one source said.
     *
     * @param pair the book or the route it came by
     * @param bid null, as {@code ask} and {@code mid} are, when it gave no price at all
     * @param ageMs how old its oldest book is
     * @param kept whether it was believed
     * @param reason why not; null when it was
     */
    record Source(
            String name,
            String pair,
            @Nullable String bid,
            @Nullable String ask,
            @Nullable String mid,
            long ageMs,
            boolean kept,
            @Nullable String reason) {

        private static Source of(Mark it, Instant now) {
            return new Source(
                    it.source(),
                    it.route(),
                    it.prices().bid().toPlainString(),
                    it.prices().ask().toPlainString(),
                    it.mid().toPlainString(),
                    Ages.millis(it.at(), now),
                    true,
                    null);
        }

        private static Source of(Dropped it, Instant now) {
            var offered = it.offered();
            return new Source(
                    it.source(),
                    it.what(),
                    offered == null ? null : offered.bid().toPlainString(),
                    offered == null ? null : offered.ask().toPlainString(),
                    text(it.mid()),
                    Ages.millis(it.at(), now),
                    false,
                    it.reason());
        }

        private static @Nullable String text(@Nullable BigDecimal mid) {
            return mid == null ? null : mid.toPlainString();
        }
    }

    static RateView of(Rate it, Instant now) {
        var snapshot = it.snapshot();
        var prices = snapshot.chosen().prices();
        return new RateView(
                snapshot.pair().base(),
                snapshot.pair().quote(),
                snapshot.value().toPlainString(),
                prices.bid().toPlainString(),
                prices.ask().toPlainString(),
                snapshot.at(),
                it.validUntil(),
                it.stale(),
                it.depegged(),
                Stream.concat(
                                snapshot.kept().stream().map(mark -> Source.of(mark, now)),
                                snapshot.dropped().stream().map(word -> Source.of(word, now)))
                        .toList());
    }
}
