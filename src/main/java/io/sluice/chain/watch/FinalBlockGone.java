package io.sluice.chain.watch;

import io.sluice.chain.ChainView;

/**
 * The chain went back on a block it had called final, or on more than is ever looked back: nobody
 * here can say what is true now.
 */
final class FinalBlockGone extends RuntimeException {

    /**
     * @param calledFinal the highest block that was called so, also above a gap
     */
    FinalBlockGone(ChainView cursor, long calledFinal) {
        super(
                "%s went back too far: read to %d, final at %d"
                        .formatted(cursor.chain(), cursor.height(), calledFinal),
                null,
                false,
                false);
    }
}
