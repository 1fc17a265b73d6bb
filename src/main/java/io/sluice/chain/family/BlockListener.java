package io.sluice.chain.family;

import io.sluice.chain.ChainView;
import java.util.List;
import reactor.core.publisher.Flux;

/** Learns what transactions a block holds, in the unit that takes the block in. */
public interface BlockListener {

    /**
     * Blocks were taken in, in this order; gives the deposit addresses this concerns. The cursor
     * may be far past them: a block is read again when something was missed.
     */
    Flux<String> included(ChainView view, List<ReadBlock> reads);

    /** The blocks above the cursor went away; gives the deposit addresses this concerns. */
    Flux<String> retreated(ChainView view);
}
