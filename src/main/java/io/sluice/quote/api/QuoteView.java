package io.sluice.quote.api;

import io.sluice.money.AssetMoney;
import io.sluice.money.Money;
import io.sluice.quote.Quote;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A quote as it leaves through the API.
 *
 * @param rate what one whole asset costs in the price's currency
 * @param stale whether it rests on the last good rate, because sources failed or disagreed
 * @param signature compact JWS (RFC 7515) over all of it, to be verified with our published keys
 */
record QuoteView(
        String id,
        Money price,
        AssetMoney amount,
        String rate,
        boolean stale,
        Instant issuedAt,
        Instant validUntil,
        List<Source> sources,
        String signature) {

    /**
     * What one source said.
     *
     * @param pair the book or the route it came by
     * @param reason why it was not believed; null when it was
     * @param books what its price was made of
     */
    record Source(
            String name,
            String pair,
            @Nullable String mid,
            long ageMs,
            boolean kept,
            @Nullable String reason,
            List<Book> books) {

        private static Source of(Quote.Evidence it) {
            return new Source(
                    it.name(),
                    it.pair(),
                    text(it.mid()),
                    it.ageMillis(),
                    it.dropped() == null,
                    it.dropped(),
                    it.inputs().stream().map(Book::of).toList());
        }

        private static @Nullable String text(@Nullable BigDecimal mid) {
            return mid == null ? null : mid.toPlainString();
        }
    }

    /** One order book as it was read. */
    record Book(String source, String pair, String bid, String ask) {

        private static Book of(Quote.Input it) {
            return new Book(
                    it.source(), it.pair(), it.bid().toPlainString(), it.ask().toPlainString());
        }
    }

    static QuoteView of(Quote it) {
        return new QuoteView(
                it.id(),
                Money.of(it.price()),
                AssetMoney.of(it.amount()),
                it.rate().toPlainString(),
                it.stale(),
                it.issuedAt(),
                it.validUntil(),
                it.sources().stream().map(Source::of).toList(),
                it.signature());
    }
}
