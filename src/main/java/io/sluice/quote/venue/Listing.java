package io.sluice.quote.venue;

/**
 * A pair as one venue lists it.
 *
 * @param symbol the venue's own name for it
 */
public record Listing(String symbol, Pair pair) {}
