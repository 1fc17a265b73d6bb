package io.sluice.chain.evm;

import java.time.Duration;
import java.time.Instant;

/**
 * Above what height a head is not believed: more than the chain can have grown since enough
 * operators last went on.
 *
 * @param reached what enough operators have reached; -1 while unknown
 * @param since when they did, by our clock
 */
record Ceiling(long reached, Instant since) {

    static final Ceiling NONE = new Ceiling(-1, Instant.EPOCH);

    private static final long SLACK_BLOCKS = 64;
    private static final long FASTER = 8;
    private static final Duration FASTEST = Duration.ofMillis(100);

    Ceiling with(long head, Instant now) {
        return head == reached ? this : new Ceiling(head, now);
    }

    /** Generous: a chain that makes up for an outage is fast, and then everybody is. */
    long height(Pace pace, Instant now) {
        if (reached < 0) {
            return Long.MAX_VALUE;
        }
        var blocks = pace.blocksWithin(Duration.between(since, now), FASTEST);
        return reached + SLACK_BLOCKS + FASTER * blocks;
    }
}
