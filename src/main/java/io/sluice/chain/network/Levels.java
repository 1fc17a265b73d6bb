package io.sluice.chain.network;

import io.sluice.chain.Finality.Tag;
import io.sluice.chain.network.Network.Level;
import java.util.stream.Stream;

/**
 * How sure is sure on one chain.
 *
 * @param small what a small payment needs to be called confirmed
 * @param settled what any payment needs besides to be called settled
 */
public record Levels(Level small, Level normal, Level large, Settled settled) {

    /** A tag is always behind; a depth that stands in for it may be too small. */
    boolean areInOrder() {
        return settled.tag() != Tag.NONE
                || Stream.of(small, normal, large).allMatch(it -> it.depth() <= settled.depth());
    }
}
