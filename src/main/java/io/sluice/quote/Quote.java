package io.sluice.quote;

import io.sluice.money.AssetAmount;
import io.sluice.money.Price;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
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
            List<Input> inputs) {}

    /**
     * One order book as it was read.
     *
     * @param source whose it is; {@code agreed} when all sources stand behind it
     */
    public record Input(String source, String pair, BigDecimal bid, BigDecimal ask) {}
}
