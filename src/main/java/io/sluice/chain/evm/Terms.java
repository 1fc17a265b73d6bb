package io.sluice.chain.evm;

import io.sluice.chain.network.Network;
import java.time.Duration;

/**
 * What the nodes of a chain are judged by.
 *
 * @param quorum how many of the configured operators are enough
 * @param nodes how many there are
 * @param poll how often each is asked
 */
record Terms(int quorum, int nodes, Duration poll) {

    private static final long BLOCKS = 2;
    private static final Duration FASTEST = Duration.ofMillis(200);

    static Terms of(Network network) {
        return new Terms(network.quorum(), network.nodes().size(), network.poll());
    }

    /** How many blocks a node may be behind: it was asked up to two polls before the others. */
    long patience(Pace pace) {
        return BLOCKS + pace.blocksWithin(poll.multipliedBy(2), FASTEST);
    }
}
