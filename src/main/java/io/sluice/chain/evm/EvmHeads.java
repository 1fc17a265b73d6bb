package io.sluice.chain.evm;

import io.sluice.chain.family.Served;
import io.sluice.chain.network.Network;
import io.sluice.chain.nodes.HeadBoard;
import io.sluice.chain.nodes.NodeState;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** Hears every node in a rhythm of its own: a slow one slows nobody else. */
final class EvmHeads {

    private final Network network;
    private final List<NodePulse> nodes;
    private final HeadBoard board;
    private final NodeNews news;

    /** Only the newest matters, and only while somebody listens. */
    private final Sinks.Many<EarlyHead> early = Sinks.many().multicast().directBestEffort();

    EvmHeads(Network network, List<NodePulse> nodes, HeadBoard board) {
        this.network = network;
        this.nodes = List.copyOf(nodes);
        this.board = board;
        this.news = new NodeNews(network);
    }

    /** How far enough operators say the chain is, again with every answer of any node. */
    Flux<Served> served() {
        return Flux.fromIterable(nodes)
                .flatMap(this::heard, nodes.size())
                .scan(Picture.blank(Terms.of(network)), this::with)
                .skip(1)
                .doOnNext(this::show)
                .doOnNext(this::announce)
                .doFinally(_ -> board.clear(network.id()))
                .map(Picture::served);
    }

    /** Heads that a first node names and that one can believe, once each. Never ends. */
    Flux<EarlyHead> early() {
        return early.asFlux().distinctUntilChanged(EarlyHead::hash);
    }

    private Flux<Heard> heard(NodePulse node) {
        return node.standings().map(word -> new Heard(node, word));
    }

    private Picture with(Picture before, Heard heard) {
        var node = heard.node();
        var after = before.with(heard.word(), node.reading());
        after.foreign(heard.word()).ifPresentOrElse(node::exclude, node::admit);
        node.doubt(
                after.verdict(node.name()).state() == NodeState.MISCONFIGURED,
                after.foreign(heard.word()).isPresent());
        news.tell(before, after);
        if (after.served().head() > before.served().head()) {
            nodes.forEach(NodePulse::othersWentOn);
        }
        return after;
    }

    private void show(Picture picture) {
        board.show(network.id(), () -> Reports.of(picture));
    }

    private void announce(Picture picture) {
        // Whoever has no time for it misses nothing.
        picture.early()
                .ifPresent(it -> {
                    var _ = early.tryEmitNext(it);
                });
    }

    private record Heard(NodePulse node, Standing word) {}
}
