package io.sluice.chain.evm;

import io.sluice.chain.rpc.RpcNode;

/**
 * How far one node says the chain is; -1 where it does not say.
 *
 * @param tip height and hash of its newest block
 */
record Standing(String node, String operator, long head, long safe, long finalized, String tip) {

    static Standing unknown(RpcNode node) {
        return new Standing(node.name(), node.operator(), -1, -1, -1, "");
    }

    /** A node whose tags contradict its own head has no say in them. */
    static Standing of(RpcNode node, RpcHeader newest, long safe, long finalized) {
        var head = Hex.small(newest.number());
        return new Standing(
                node.name(),
                node.operator(),
                head,
                safe <= head ? safe : -1,
                finalized <= head && (safe < 0 || finalized <= safe) ? finalized : -1,
                head + ":" + Hex.hash(newest.hash()));
    }
}
