package io.sluice.chain.family;

import io.sluice.chain.ChainView;
import reactor.core.publisher.Flux;

/** Learns what transactions a block holds, in the unit that takes the block in. */
public interface BlockListener {

    /**
     * A block was taken in; gives the deposit addresses this concerns. The cursor may be far past
     * it: a block is read again when something was missed.
     */
    Flux<String> included(ChainView view, ReadBlock read);

    /** The blocks above the cursor went away; gives the deposit addresses this concerns. */
    Flux<String> retreated(ChainView view);
}
