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
 * @param sources what each source said, kept or dropped
 * @param signature compact JWS over all of it
 */
public record Quote(
        String id,
        Price price,
        AssetAmount amount,
        BigDecimal rate,
        Instant issuedAt,
        Instant validUntil,
        List<Evidence> sources,
        String signature) {

    /**
     * What one source said.
     *
     * @param dropped why the source's word was not used; null when it was
     */
    public record Evidence(
            String name, String pair, BigDecimal mid, long ageMillis, @Nullable String dropped) {}
}
