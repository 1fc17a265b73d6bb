package io.sluice.chain.watch;

import io.sluice.chain.ChainView;
import io.sluice.chain.family.ReadBlock;
import io.sluice.chain.watch.ChainSkipEndpoint.Trouble;
import io.sluice.money.ChainId;
import reactor.core.publisher.Mono;

/** Keeps which block a chain is stuck at, and those that it went on without. */
interface GapStore {

    /**
     * Moves the cursor past the block it is stuck at, without its being read: until it is, nothing
     * above it is final, and nothing later than what was read below it counts as read through.
     * Fails with {@link CursorMoved} when the chain is not, or no longer, stuck after {@code from}.
     *
     * @param hash of the block that is skipped
     */
    Mono<ChainView> skip(ChainView from, String hash, String note);

    /** The lowest open gap. */
    Mono<KnownBlock> lowest(ChainId chain);

    /** What is the matter with the chain; empty when nothing is. */
    Mono<Trouble> trouble(ChainId chain);

    /**
     * Closes a gap with the block that was missing; gives the cursor, with a next revision, as it
     * is without it. Fails with {@link CursorMoved} when it no longer is one.
     */
    Mono<ChainView> fill(ChainId chain, ReadBlock read);
}
