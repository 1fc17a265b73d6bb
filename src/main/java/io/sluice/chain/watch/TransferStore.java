package io.sluice.chain.watch;

import io.sluice.chain.ChainView;
import io.sluice.chain.family.ReadBlock;
import java.util.List;
import reactor.core.publisher.Flux;

/** Keeps what reached deposit addresses, and each change of it as a fact. */
interface TransferStore {

    /**
     * Keeps those movements of blocks that reached a deposit address; gives the addresses.
     *
     * @param view carries the revision; the cursor may be past the blocks
     * @param reads in the order of the chain
     */
    Flux<String> include(ChainView view, List<ReadBlock> reads);

    /**
     * Marks what is still orphaned once blocks were included, and never can be in the chain again
     * while one of them is: replaced when another transaction of its origin and nonce is in there,
     * reverted when its own is and moved it no more. Gives the addresses.
     */
    Flux<String> replace(ChainView view, List<ReadBlock> reads);

    /**
     * Marks what was included above the cursor as orphaned, and what was replaced or reverted by a
     * block above it too; gives the addresses.
     */
    Flux<String> orphanAbove(ChainView view);
}
