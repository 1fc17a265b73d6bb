package io.sluice.chain.watch;

import io.sluice.chain.ChainView;
import io.sluice.chain.family.ChainReader;
import io.sluice.chain.family.ReadBlock;
import reactor.core.publisher.Mono;

/** Finds where our past and the chain's past are the same. */
final class Ancestry {

    /** How far back we look, and read again, when the chain calls nothing final. */
    private static final int UNKNOWN_PAST_BLOCKS = 128;

    private final CursorStore cursors;
    private final BlockStore blocks;
    private final ChainReader reader;

    Ancestry(CursorStore cursors, BlockStore blocks, ChainReader reader) {
        this.cursors = cursors;
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
     * {@link FinalBlockGone} rather than going below the last block that was called final, also
     * where a gap keeps it from counting as such, or on without an end where nothing was. Never a
     * gap: the chain is stuck there again, and not by our choice.
     */
    Mono<ReadBlock> ancestor(ChainView cursor, long height) {
        return cursors.calledFinal(cursor.chain())
                .flatMap(called -> new Descent(cursor, called).from(height));
    }

    /** One way down. */
    private final class Descent {

        private final ChainView cursor;
        private final long calledFinal;
        private long lowest;

        Descent(ChainView cursor, long calledFinal) {
            this.cursor = cursor;
            this.calledFinal = calledFinal;
            lowest =
                    calledFinal >= 0
                            ? calledFinal
                            : Math.max(0, cursor.height() - UNKNOWN_PAST_BLOCKS);
        }

        Mono<ReadBlock> from(long height) {
            if (height < lowest) {
                return Mono.error(() -> new FinalBlockGone(cursor, calledFinal));
            }
            return blocks.at(cursor.chain(), height)
                    .flatMap(this::sameOrBelow)
                    .switchIfEmpty(Mono.defer(() -> agreed(belowOurPast(height))));
        }

        private Mono<ReadBlock> sameOrBelow(KnownBlock ours) {
            if (ours.gap()) {
                return passOver(ours);
            }
            return reader.agreedHash(ours.height())
                    .flatMap(agreed ->
                            agreed.equals(ours.hash())
                                    ? reader.read(ours.height(), agreed)
                                    : from(ours.height() - 1));
        }

        /** Nothing of it was ever taken in: a final block that is a gap is looked for below. */
        private Mono<ReadBlock> passOver(KnownBlock gap) {
            lowest = Math.min(lowest, gap.height() - 1);
            return from(gap.height() - 1);
        }

        /**
         * Our first block went away. What was paid above it may be included below it now, so that
         * we read again from where nothing can have changed.
         */
        private long belowOurPast(long height) {
            return calledFinal >= 0 ? calledFinal : Math.max(0, height - UNKNOWN_PAST_BLOCKS);
        }
    }

    private Mono<ReadBlock> agreed(long height) {
        return reader.agreedHash(height).flatMap(hash -> reader.read(height, hash));
    }
}
