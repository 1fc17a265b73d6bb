package io.sluice.chain.rpc;

import java.time.Duration;

/**
 * A node that can be asked in a round.
 *
 * @param insisting it was spared once, and nobody else is left
 * @param after how long to wait before
 */
record Candidate(RpcNode node, boolean insisting, Duration after) {

    static Candidate of(RpcNode node) {
        return new Candidate(node, false, Duration.ZERO);
    }

    Candidate again(Duration after) {
        return new Candidate(node, true, after);
    }
}
