package io.sluice.chain.evm;

import io.sluice.chain.family.Served;
import java.util.List;
import reactor.core.publisher.Flux;

/** Hears every node in a rhythm of its own: a slow one slows nobody else. */
final class EvmHeads {

    private final List<NodePulse> nodes;
    private final int quorum;

    EvmHeads(List<NodePulse> nodes, int quorum) {
        this.nodes = List.copyOf(nodes);
        this.quorum = quorum;
    }

    /** How far enough operators say the chain is, again with every answer of any node. */
    Flux<Served> served() {
        return Flux.fromIterable(nodes)
                .flatMap(NodePulse::standings, nodes.size())
                .scan(Standings.none(quorum), Standings::with)
                .skip(1)
                .map(Standings::served);
    }
}
