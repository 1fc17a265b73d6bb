package io.sluice.chain;

import io.sluice.money.ChainId;
import java.time.Instant;

/**
 * How far a chain was read and verified.
 *
 * @param height of the newest block that was read and verified: the cursor
 * @param hash of that block
 * @param time of that block
 * @param readThrough no block of an earlier time is missing: {@code time}, or later on a chain that
 *     stands still
 * @param safe newest height the chain calls safe, as enough operators say; -1 while unknown
 * @param finalized newest height that cannot go away, as enough operators say; -1 while unknown
 * @param revision grows with each move of the cursor or a tag; a transfer carries that of the move
 *     which changed it last
 */
public record ChainView(
        ChainId chain,
        long height,
        String hash,
        Instant time,
        Instant readThrough,
        long safe,
        long finalized,
        long revision) {}
