package io.sluice.chain.watch;

import io.sluice.chain.Transfer.Block;

/**
 * One operator tells of transfers in a block that were not seen in it: nothing is added for that.
 */
final class OneWord extends RuntimeException {

    OneWord(Block block) {
        super("the word of one operator on the block " + block.hash(), null, false, false);
    }
}
