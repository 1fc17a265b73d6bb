package io.sluice.quote;

import io.sluice.money.AssetAmount;
import io.sluice.money.Price;
import io.sluice.quote.market.Ages;
import io.sluice.quote.market.Dropped;
import io.sluice.quote.market.Leg;
import io.sluice.quote.market.Mark;
import io.sluice.quote.market.Snapshot;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Our promise to accept this amount for this price until a time. It never changes.
 *
 * @param rate price currency per one whole asset
 * @param stale whether the rate was the last good one, because sources failed or disagreed then
 * @param sources what each source said, kept or dropped
 * @param signature compact JWS over all of it
 */
public record Quote(
        String id,
        Price price,
        AssetAmount amount,
        BigDecimal rate,
        boolean stale,
        Instant issuedAt,
        Instant validUntil,
        List<Evidence> sources,
        String signature) {

    /**
     * What one source said.
     *
     * @param pair the book or the route it came by
     * @param mid null when the source gave no price; it is dropped then
     * @param dropped why the source's word was not used; null when it was
     * @param inputs the order books it was made of; none when it was dropped
     */
    public record Evidence(
            String name,
            String pair,
            @Nullable BigDecimal mid,
            long ageMillis,
            @Nullable String dropped,
            List<Input> inputs) {

        /** What stands behind {@code snapshot}, and what does not, as of {@code now}. */
        public static List<Evidence> of(Snapshot snapshot, Instant now) {
            return Stream.concat(
                            snapshot.kept().stream().map(it -> kept(it, now)),
                            snapshot.dropped().stream().map(it -> dropped(it, now)))
                    .toList();
        }

        private static Evidence kept(Mark mark, Instant now) {
            var inputs = mark.legs().stream().map(Input::of).toList();
            var age = Ages.millis(mark.at(), now);
            return new Evidence(mark.source(), mark.route(), mark.mid(), age, null, inputs);
        }

        private static Evidence dropped(Dropped it, Instant now) {
            var age = Ages.millis(it.at(), now);
            return new Evidence(it.source(), it.what(), it.mid(), age, it.reason(), List.of());
        }
    }

    /**
     * One order book as it was read.
     *
     * @param source whose it is; {@code agreed} when all sources stand behind it
     */
    public record Input(String source, String pair, BigDecimal bid, BigDecimal ask) {

        private static Input of(Leg leg) {
            var prices = leg.prices();
            return new Input(leg.source(), leg.pair().toString(), prices.bid(), prices.ask());
        }
    }
}
