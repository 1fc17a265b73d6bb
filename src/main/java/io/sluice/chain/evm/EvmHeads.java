package io.sluice.chain.evm;

import io.sluice.chain.family.Served;
import io.sluice.chain.rpc.RpcFailure;
import io.sluice.chain.rpc.RpcNode;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Asks each node for its newest blocks in a rhythm of its own: a slow one slows nobody else. */
final class EvmHeads {

    private static final Logger log = LoggerFactory.getLogger(EvmHeads.class);

    private final List<RpcNode> nodes;
    private final int quorum;
    private final Duration poll;
    private final Duration patience;

    EvmHeads(List<RpcNode> nodes, int quorum, Duration poll, Duration patience) {
        this.nodes = List.copyOf(nodes);
        this.quorum = quorum;
        this.poll = poll;
        this.patience = patience;
    }

    /** How far enough operators say the chain is, again with every answer of any node. */
    Flux<Served> served() {
        return Flux.fromIterable(nodes)
                .flatMap(this::follow, nodes.size())
                .scan(Standings.none(quorum), Standings::with)
                .skip(1)
                .map(Standings::served);
    }

    private Flux<Standing> follow(RpcNode node) {
        return ask(node)
                .timeout(patience)
                .doOnError(cause -> log.debug("A node gave no head node={}", node.name(), cause))
                .onErrorResume(_ -> Mono.just(Standing.unknown(node)))
                .repeatWhen(answered -> answered.delayElements(poll));
    }

    private Mono<Standing> ask(RpcNode node) {
        return Mono.zip(header(node, "latest"), tagged(node, "safe"), tagged(node, "finalized"))
                .map(it -> Standing.of(node, it.getT1(), it.getT2(), it.getT3()));
    }

    /** A node that does not know a tag has no say in it. */
    private static Mono<Long> tagged(RpcNode node, String tag) {
        return header(node, tag)
                .map(header -> Hex.small(header.number()))
                .onErrorReturn(RpcFailure.class, -1L);
    }

    private static Mono<RpcHeader> header(RpcNode node, String tag) {
        return node.call("eth_getBlockByNumber", List.of(tag, false), RpcHeader.class);
    }
}
