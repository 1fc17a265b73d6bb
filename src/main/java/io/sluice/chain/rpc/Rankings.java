package io.sluice.chain.rpc;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** The order of a chain's nodes for each kind of question. */
final class Rankings {

    /** Kinds are few and fixed; should they ever not be, the rest share one order. */
    private static final int KINDS = 64;

    private static final String OTHERS = "others";

    private final List<RpcNode> nodes;
    private final LongSupplier nanos;
    private final Map<String, Ranking> byKind = new ConcurrentHashMap<>();

    /** By the clock of the nodes. */
    Rankings(List<RpcNode> nodes) {
        this.nodes = List.copyOf(nodes);
        nanos = nodes.isEmpty() ? System::nanoTime : nodes.getFirst().endpoint().gate().nanos();
    }

    Ranking of(String kind) {
        var known = byKind.get(kind);
        if (known != null) {
            return known;
        }
        return byKind.computeIfAbsent(
                byKind.size() < KINDS ? kind : OTHERS, _ -> new Ranking(nodes, nanos));
    }
}
