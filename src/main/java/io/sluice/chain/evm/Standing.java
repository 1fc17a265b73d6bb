package io.sluice.chain.evm;

import io.sluice.chain.rpc.RpcNode;
import java.time.Instant;

/**
 * How far one node says the chain is; -1 where it does not say.
 *
 * @param hash of its newest block; empty when it names none
 * @param asked by our clock, before the question was sent
 */
record Standing(
        String node,
        String operator,
        long head,
        long safe,
        long finalized,
        String hash,
        Instant asked) {

    static Standing unknown(RpcNode node, Instant asked) {
        return new Standing(node.name(), node.operator(), -1, -1, -1, "", asked);
    }

    /** A node whose tags contradict its own head has no say in them. */
    static Standing of(RpcNode node, Instant asked, RpcHeader newest, long safe, long finalized) {
        var head = Hex.small(newest.number());
        return new Standing(
                node.name(),
                node.operator(),
                head,
                safe <= head ? safe : -1,
                finalized <= head && (safe < 0 || finalized <= safe) ? finalized : -1,
                Hex.hash(newest.hash()),
                asked);
    }

    boolean namesABlock() {
        return !hash.isEmpty();
    }

    /** Height and hash of its newest block. */
    String tip() {
        return head + ":" + hash;
    }
}
