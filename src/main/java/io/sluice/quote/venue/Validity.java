package io.sluice.quote.venue;

import java.time.Duration;

/**
 * How far the word of a source is believed.
 *
 * @param holds its older words are not used
 * @param official whether it is the daily reference of a central bank, which stands in where the
 *     market is silent
 */
public record Validity(Duration holds, boolean official) {

    private static final Duration MOMENT = Duration.ofSeconds(60);

    /** An order book: true for a moment, and one vote of several. */
    public static final Validity LIVE = new Validity(MOMENT, false);

    /** Whether its words are about this moment, and must be of one moment to be multiplied. */
    public boolean live() {
        return holds.compareTo(MOMENT) <= 0;
    }
}
