package io.sluice.chain.nodes;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is on record of one chain.
 *
 * @param report what its watcher heard last; null while none ever reported
 * @param reportedAt when that was, by the database's clock
 * @param age how long ago that was, by the same clock
 * @param verified the newest block that was read and verified; null before the first
 * @param finalized the newest height that counts as final; -1 while there is none
 */
record Reported(
        String chain,
        @Nullable ChainReport report,
        @Nullable Instant reportedAt,
        Duration age,
        @Nullable NamedBlock verified,
        long finalized) {

    static Reported nothing(String chain) {
        return new Reported(chain, null, null, Duration.ZERO, null, -1);
    }
}
