package io.sluice.chain.evm;

import io.sluice.chain.rpc.RpcNode;
import java.time.Instant;
import java.util.List;

/**
 * What one node says of itself and of the chain.
 *
 * @param head its newest block
 * @param oldest a height from which on it has the blocks; -1 while unknown
 * @param lacking what it said it cannot do
 * @param asked by our clock, before the question was sent
 */
record Standing(
        String node,
        String operator,
        Contact contact,
        Mark head,
        Mark safe,
        Mark finalized,
        long oldest,
        List<String> lacking,
        Instant asked) {

    static Standing unknown(RpcNode node, Contact contact, Instant asked) {
        return new Standing(
                node.name(),
                node.operator(),
                contact,
                Mark.NONE,
                Mark.NONE,
                Mark.NONE,
                -1,
                node.lacking(),
                asked);
    }

    /** A node whose tags contradict its own head has no say in them. */
    static Standing of(
            RpcNode node,
            Contact contact,
            Instant asked,
            Mark head,
            Mark safe,
            Mark finalized,
            long oldest) {
        var below = safe.isNamed() ? safe : head;
        return new Standing(
                node.name(),
                node.operator(),
                contact,
                head,
                safe.upTo(head),
                finalized.upTo(head).upTo(below),
                oldest,
                node.lacking(),
                asked);
    }

    boolean namesABlock() {
        return head.isNamed();
    }

    /** Height and hash of its newest block. */
    String tip() {
        return head.height() + ":" + head.hash();
    }
}
