package io.sluice.chain.evm;

import io.sluice.chain.Transfer.Grade;
import io.sluice.chain.family.Movement;
import io.sluice.chain.family.ReadBlock;
import io.sluice.chain.rpc.Agreed;
import io.sluice.chain.rpc.Fanout;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/**
 * Adds to a block the coins that contracts sent in it. Its hash does not cover them, so that a
 * quorum must tell the same; a block with any of them is believed no more than that.
 */
final class Internals {

    private final Fanout nodes;
    private final Optional<TraceSource> source;

    Internals(Fanout nodes, Optional<TraceSource> source) {
        this.nodes = nodes;
        this.source = source;
    }

    /** The same, asking {@code others}. */
    Internals asking(Fanout others) {
        return new Internals(others, source);
    }

    Mono<ReadBlock> addTo(ReadBlock read) {
        return source.map(it -> agreed(it, read).map(found -> joined(read, found)))
                .orElseGet(() -> Mono.just(read));
    }

    private Mono<List<Movement>> agreed(TraceSource traces, ReadBlock read) {
        var block = read.block();
        return nodes.agree(
                        "the calls in block",
                        block.hash(),
                        node -> traces.ask(node, block.height(), block.hash()))
                .map(Agreed::value);
    }

    private static ReadBlock joined(ReadBlock read, List<Movement> found) {
        if (found.isEmpty()) {
            return read;
        }
        return read.moving(Stream.concat(read.movements().stream(), found.stream()).toList())
                .believed(
                        read.grade() == Grade.CRYPTO ? Grade.QUORUM : read.grade(),
                        read.operators());
    }
}
