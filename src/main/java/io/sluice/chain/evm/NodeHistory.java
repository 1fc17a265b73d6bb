package io.sluice.chain.evm;

import io.sluice.chain.rpc.RpcNode;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Mono;

/** Keeps in mind how far back a node goes, beside all that is asked of it in turn. */
final class NodeHistory {

    private static final long UNKNOWN = -1;
    private static final Duration SELDOM = Duration.ofHours(1);
    private static final int POLLS = 8;

    private final OldestBlock search;
    private final Duration soon;
    private final AtomicLong head = new AtomicLong(UNKNOWN);
    private final AtomicLong oldest = new AtomicLong(UNKNOWN);

    NodeHistory(RpcNode node, Duration poll) {
        this.search = new OldestBlock(node);
        this.soon = poll.multipliedBy(POLLS);
    }

    /** What it says its newest block is. */
    void reaches(long height) {
        head.set(height);
    }

    /** A height from which on it has the blocks; -1 while unknown. */
    long oldest() {
        return oldest.get();
    }

    /** Looks now and then. Never fails, never ends. */
    Mono<Void> watch() {
        return Mono.defer(this::look)
                .onErrorResume(_ -> Mono.empty())
                .repeatWhen(looked -> looked.concatMap(_ -> Mono.delay(pause()), 1))
                .then();
    }

    private Mono<Long> look() {
        return head.get() < 0 ? Mono.empty() : search.upTo(head.get()).doOnNext(oldest::set);
    }

    private Duration pause() {
        return oldest.get() == UNKNOWN ? soon : SELDOM;
    }
}
