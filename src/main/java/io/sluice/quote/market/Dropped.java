package io.sluice.quote.market;

import io.sluice.quote.venue.Pair;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A word that was not used, and why.
 *
 * @param what pair or route it was about
 * @param mid null when the source gave no price at all
 * @param at the source's time, or when it was asked
 * @param reason completes the sentence that starts with the source's name
 */
public record Dropped(
        String source, String what, @Nullable BigDecimal mid, Instant at, String reason) {

    static Dropped of(Mark mark, String reason) {
        return new Dropped(mark.source(), mark.route(), mark.mid(), mark.at(), reason);
    }

    /** Whether it says what {@code pair} is worth, and not only one step of a way there. */
    boolean isOf(Pair pair) {
        return what.startsWith(pair.base() + "/") && what.endsWith("/" + pair.quote());
    }
}
