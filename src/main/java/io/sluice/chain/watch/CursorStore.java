package io.sluice.chain.watch;

import io.sluice.chain.ChainView;
import io.sluice.chain.Transfer.Block;
import io.sluice.chain.family.Served;
import io.sluice.money.ChainId;
import java.time.Duration;
import java.time.Instant;
import reactor.core.publisher.Mono;

/** Keeps how far each chain was read. */
interface CursorStore {

    /** Empty before the first block. */
    Mono<ChainView> load(ChainId chain);

    /**
     * The highest block that the chain ever called final, also above an open gap, where nothing
     * counts as final; -1 while there is none. Empty before the first block.
     */
    Mono<Long> calledFinal(ChainId chain);

    /** Sets the cursor where there is none; else fails with {@link CursorMoved}. */
    Mono<ChainView> begin(ChainView at);

    /**
     * Moves the cursor, if it still is at {@code from}; else fails with {@link CursorMoved}. Locks
     * it for the rest of the unit. Final never goes back, and no tag runs ahead of the cursor.
     *
     * @param tags where they are now; one of -1 stays as it is
     */
    Mono<ChainView> move(ChainView from, Block to, Served tags);

    /**
     * Notes that a chain which still is at {@code at} was read through {@code until}, and never
     * later than {@code margin} ago by the clock of whoever keeps it; else fails with {@link
     * CursorMoved}. Holds until the cursor moves to another block, and never goes back before.
     */
    Mono<ChainView> rest(ChainView at, Instant until, Duration margin);

    /**
     * Notes that the block after {@code at} cannot be read, if the cursor is still there. Holds
     * until it moves to another block.
     */
    Mono<Void> stick(ChainView at);

    /**
     * The cursor where it is, with a next revision, for what is learnt of a block it has passed.
     * Locks it for the rest of the unit; fails with {@link CursorMoved} when there is none.
     */
    Mono<ChainView> revise(ChainId chain);
}
