package io.sluice.quote.venue;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The top of one order book as a venue reports it: read, but not judged.
 *
 * @param volume of the last day, in the base; null when the venue does not say
 * @param at the venue's own time; null when the venue does not say
 */
public record Ticker(
        BigDecimal bid, BigDecimal ask, @Nullable BigDecimal volume, @Nullable Instant at) {}
