package io.sluice.chain.watch;

import io.sluice.chain.ChainView;
import io.sluice.chain.family.ChainReader;
import io.sluice.chain.family.ReadBlock;
import reactor.core.publisher.Mono;

/** Finds where our past and the chain's past are the same. */
final class Ancestry {

    /** How far back we look, and read again, when the chain calls nothing final. */
    private static final int UNKNOWN_PAST_BLOCKS = 128;

    private final BlockStore blocks;
    private final ChainReader reader;

    Ancestry(BlockStore blocks, ChainReader reader) {
        this.blocks = blocks;
        this.reader = reader;
    }

    /**
     * Whether the chain still has our block at {@code height}, which is the cursor's or below it.
     * Also true when we never read that far down. What nobody could read is passed over: it hangs
     * on what comes after it.
     */
    Mono<Boolean> shares(ChainView cursor, long height) {
        return blocks.at(cursor.chain(), height)
                .flatMap(ours ->
                        ours.gap()
                                ? shares(cursor, height - 1)
                                : reader.agreedHash(height).map(ours.hash()::equals))
                .defaultIfEmpty(true);
    }

    /**
     * The newest block at or below {@code height} that we and the chain have in common. Fails with
     * {@link FinalBlockGone} rather than going below the last final block, or on without an end
     * where nothing is called final. Never a gap: the chain is stuck there again, and not by our
     * choice.
     */
    Mono<ReadBlock> ancestor(ChainView cursor, long height) {
        if (height < lowest(cursor)) {
            return Mono.error(() -> new FinalBlockGone(cursor));
        }
        return blocks.at(cursor.chain(), height)
                .flatMap(ours -> sameOrBelow(cursor, ours))
                .switchIfEmpty(Mono.defer(() -> agreed(belowOurPast(cursor, height))));
    }

    private Mono<ReadBlock> sameOrBelow(ChainView cursor, KnownBlock ours) {
        if (ours.gap()) {
            return ancestor(cursor, ours.height() - 1);
        }
        return reader.agreedHash(ours.height())
                .flatMap(agreed ->
                        agreed.equals(ours.hash())
                                ? reader.read(ours.height(), agreed)
                                : ancestor(cursor, ours.height() - 1));
    }

    private static long lowest(ChainView cursor) {
        return cursor.finalized() >= 0
                ? cursor.finalized()
                : Math.max(0, cursor.height() - UNKNOWN_PAST_BLOCKS);
    }

    /**
     * Our first block went away. What was paid above it may be included below it now, so that we
     * read again from where nothing can have changed.
     */
    private static long belowOurPast(ChainView cursor, long height) {
        var lowest = Math.max(0, height - UNKNOWN_PAST_BLOCKS);
        return cursor.finalized() >= 0 ? cursor.finalized() : lowest;
    }

    private Mono<ReadBlock> agreed(long height) {
        return reader.agreedHash(height).flatMap(hash -> reader.read(height, hash));
    }
}
