package io.sluice.chain.watch;

import io.sluice.chain.Transfer.Block;
import java.util.Set;

/**
 * A block that is part of the chain as we keep it.
 *
 * @param operators who told it; empty where that was not kept
 * @param gap whether it was never read: an operator had the chain go on without it
 */
record KnownBlock(Block block, Set<String> operators, boolean gap) {

    long height() {
        return block.height();
    }

    String hash() {
        return block.hash();
    }
}
