package io.sluice.chain.evm;

import org.jspecify.annotations.Nullable;

/**
 * The head of a node that is ahead of the others, as far as one can believe it.
 *
 * @param parent what enough operators call the block below it; null where that is not theirs to say
 */
record EarlyHead(String node, long height, String hash, @Nullable String parent) {

    /** Whether a block with this parent may be the one after what enough operators have. */
    boolean follows(String told) {
        return parent == null || parent.equals(told);
    }
}
