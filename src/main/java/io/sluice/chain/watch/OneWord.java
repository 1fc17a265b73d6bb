package io.sluice.chain.watch;

import io.sluice.chain.Transfer.Block;

/**
 * One operator tells of transfers in a block that were not seen in it, or nobody looked how much of
 * them arrived: nothing is added for that.
 */
final class OneWord extends RuntimeException {

    OneWord(Block block) {
        super(
                "too little is known of what was not seen in the block " + block.hash(),
                null,
                false,
                false);
    }
}
