package io.sluice.chain;

import io.sluice.money.ChainId;
import java.time.Instant;

/**
 * How far a chain was read and verified.
 *
 * @param height of the newest block that was read and verified: the cursor
 * @param hash of that block
 * @param time of that block
 * @param safe newest height the chain calls safe, as enough operators say; -1 while unknown
 * @param finalized newest height that cannot go away, as enough operators say; -1 while unknown
 * @param revision the chain's count of changes to transfers
 */
public record ChainView(
        ChainId chain,
        long height,
        String hash,
        Instant time,
        long safe,
        long finalized,
        long revision) {}
