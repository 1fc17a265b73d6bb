package io.sluice.chain.network;

import static io.sluice.chain.Finality.Tag.FINALIZED;
import static io.sluice.chain.Finality.Tag.NONE;
import static io.sluice.chain.Finality.Tag.SAFE;

import io.sluice.chain.Finality.Tag;
import io.sluice.chain.network.Network.Level;
import io.sluice.money.ChainId;

/**
 * How sure is sure on the chains we know. Each level asks for all of the one before it and more;
 * where a tag is asked for, it is so together with the depth.
 */
final class UsualLevels {

    private static final Levels ETHEREUM =
            levels(of(3, NONE), of(12, SAFE), of(12, FINALIZED), finalized(1));

    /** Before {@code safe} it is the sequencer's word. */
    private static final Levels OP_STACK =
            levels(of(5, NONE), of(5, SAFE), of(5, FINALIZED), finalized(1));

    private static final Levels ARBITRUM =
            levels(of(20, NONE), of(20, SAFE), of(20, FINALIZED), finalized(1));

    /** Its final blocks have gone away before, so that the tag alone is never enough. */
    private static final Levels POLYGON =
            levels(of(16, NONE), of(32, FINALIZED), of(256, FINALIZED), finalized(32));

    private static final Levels BSC =
            levels(of(10, NONE), of(15, FINALIZED), of(50, FINALIZED), finalized(15));

    private static final Levels AVALANCHE =
            levels(of(1, NONE), of(2, NONE), of(2, FINALIZED), finalized(1));

    /**
     * On a chain that nobody has told us about, as long as its finality tag is not seen to move.
     */
    private static final Levels UNKNOWN =
            levels(of(50, NONE), of(50, NONE), of(1024, NONE), finalized(1));

    /** On such a chain where it is. */
    private static final Levels UNKNOWN_WITH_TAG =
            levels(of(1, FINALIZED), of(1, FINALIZED), of(1024, FINALIZED), finalized(1));

    private UsualLevels() {}

    /**
     * What is usual on {@code chain}.
     *
     * @param finalityMoves whether enough operators serve the tag finalized there, and it goes on.
     *     That matters on chains we do not know: where we know that there is a tag, one that stalls
     *     means to wait
     */
    static Levels on(ChainId chain, boolean finalityMoves) {
        return switch (chain.value()) {
            case "eip155:1" -> ETHEREUM;
            case "eip155:10", "eip155:8453" -> OP_STACK;
            case "eip155:42161" -> ARBITRUM;
            case "eip155:137" -> POLYGON;
            case "eip155:56" -> BSC;
            case "eip155:43114" -> AVALANCHE;
            default -> finalityMoves ? UNKNOWN_WITH_TAG : UNKNOWN;
        };
    }

    private static Levels levels(Level small, Level normal, Level large, Settled settled) {
        return new Levels(small, normal, large, settled);
    }

    private static Level of(int depth, Tag tag) {
        return new Level(depth, tag);
    }

    private static Settled finalized(int depth) {
        return new Settled(depth, FINALIZED);
    }
}
