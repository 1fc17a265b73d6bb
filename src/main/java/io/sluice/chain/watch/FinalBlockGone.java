package io.sluice.chain.watch;

import io.sluice.chain.ChainView;

/** The chain went back on a block it had called final: nobody here can say what is true now. */
final class FinalBlockGone extends RuntimeException {

    FinalBlockGone(ChainView cursor) {
        super(
                "%s no longer has the block it called final at %d"
                        .formatted(cursor.chain(), cursor.finalized()),
                null,
                false,
                false);
    }
}
