package io.sluice.chain.watch;

import io.sluice.chain.family.ReadBlock;
import io.sluice.money.ChainId;
import reactor.core.publisher.Mono;

/** Keeps how far each chain was read twice, and compares. */
interface SecondPassStore {

    /** The height up to which the chain was read twice; empty before that began. */
    Mono<Long> reached(ChainId chain);

    /**
     * Begins with the lowest block that was read, if that is final: only what came after it is read
     * again.
     */
    Mono<Long> begin(ChainId chain);

    /** Goes on to {@code to}, if it still is at {@code from}; else {@link CursorMoved}. */
    Mono<Void> advance(ChainId chain, long from, long to);

    /** Compares what was kept of a block; of addresses that were under watch in it. */
    Mono<Difference> difference(ChainId chain, ReadBlock again);
}
