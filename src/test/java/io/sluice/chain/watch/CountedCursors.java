package io.sluice.chain.watch;

import io.sluice.chain.ChainView;
import io.sluice.chain.Transfer.Block;
import io.sluice.chain.family.Served;
import io.sluice.money.ChainId;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/** Cursors that count how often they are read. */
record CountedCursors(CursorStore cursors, AtomicInteger loads) implements CursorStore {

    @Override
    public Mono<ChainView> load(ChainId id) {
        return Mono.fromRunnable(loads::incrementAndGet).then(cursors.load(id));
    }

    @Override
    public Mono<Long> calledFinal(ChainId chain) {
        return cursors.calledFinal(chain);
    }

    @Override
    public Mono<ChainView> begin(ChainView at) {
        return cursors.begin(at);
    }

    @Override
    public Mono<ChainView> move(ChainView from, Block to, Served tags) {
        return cursors.move(from, to, tags);
    }

    @Override
    public Mono<ChainView> rest(ChainView at, Instant until, Duration margin) {
        return cursors.rest(at, until, margin);
    }

    @Override
    public Mono<Void> stick(ChainView at) {
        return cursors.stick(at);
    }

    @Override
    public Mono<ChainView> revise(ChainId chain) {
        return cursors.revise(chain);
    }
}
