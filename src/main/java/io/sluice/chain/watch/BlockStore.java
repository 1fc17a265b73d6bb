package io.sluice.chain.watch;

import io.sluice.chain.family.ReadBlock;
import io.sluice.money.ChainId;
import java.util.List;
import reactor.core.publisher.Mono;

/** Keeps the blocks that were read, also those that went away. */
interface BlockStore {

    /** The block at {@code height} as we believe it to be; empty where none was read. */
    Mono<KnownBlock> at(ChainId chain, long height);

    /** Keeps blocks as part of the chain, also those that had gone away before. */
    Mono<Void> keep(ChainId chain, List<ReadBlock> reads);

    /**
     * Marks the blocks above {@code height} as gone, and remembers when there never were as many at
     * once; gives how many.
     */
    Mono<Long> orphanAbove(ChainId chain, long height);
}
