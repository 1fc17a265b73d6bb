package io.sluice.quote.market;

import io.sluice.quote.venue.Pair;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A word that was not used, and why.
 *
 * @param what pair or route it was about
 * @param offered null when the source gave no price at all
 * @param at the source's time, or when it was asked
 * @param reason completes the sentence that starts with the source's name
 */
public record Dropped(
        String source, String what, @Nullable Offered offered, Instant at, String reason) {

    static Dropped of(Mark mark, String reason) {
        return new Dropped(
                mark.source(), mark.route(), Offered.of(mark.prices()), mark.at(), reason);
    }

    /** Null when the source gave no price at all. */
    public @Nullable BigDecimal mid() {
        return offered == null ? null : offered.mid();
    }

    /** What {@code pair} is worth by it; empty where it is only about a step of a way there. */
    Optional<BigDecimal> priceOf(Pair pair) {
        var mid = mid();
        if (mid == null || mid.signum() <= 0) {
            return Optional.empty();
        }
        if (what.equals(pair.inverted().toString())) {
            return Optional.of(BigDecimal.ONE.divide(mid, MathContext.DECIMAL64));
        }
        var leadsThere = what.startsWith(pair.base() + "/") && what.endsWith("/" + pair.quote());
        return leadsThere ? Optional.of(mid) : Optional.empty();
    }
}
