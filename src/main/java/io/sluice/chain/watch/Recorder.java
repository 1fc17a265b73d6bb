package io.sluice.chain.watch;

import io.sluice.chain.ChainView;
import io.sluice.chain.Transfer.Block;
import io.sluice.chain.TransferListener;
import io.sluice.chain.family.BlockListener;
import io.sluice.chain.family.ReadBlock;
import io.sluice.chain.family.Served;
import io.sluice.platform.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Moves a chain's cursor and keeps what that means, each time in one unit: block, transfers, facts,
 * and whoever listens. The first statement checks the right to write, the second locks the cursor.
 */
final class Recorder {

    private static final Served TAGS_AS_THEY_ARE = Served.NOTHING;

    private final Database database;
    private final CursorStore cursors;
    private final BlockStore blocks;
    private final TransferStore transfers;
    private final List<TransferListener> listeners;
    private final List<BlockListener> readers;

    Recorder(
            Database database,
            CursorStore cursors,
            BlockStore blocks,
            TransferStore transfers,
            List<TransferListener> listeners,
            List<BlockListener> readers) {
        this.database = database;
        this.cursors = cursors;
        this.blocks = blocks;
        this.transfers = transfers;
        this.listeners = List.copyOf(listeners);
        this.readers = List.copyOf(readers);
    }

    /** Begins to read a chain with {@code read}: what moved before it is never looked at. */
    Mono<ChainView> begin(Mono<Void> guard, ChainView at, ReadBlock read) {
        return guard.then(Mono.defer(() -> cursors.begin(at)))
                .delayUntil(cursor -> keep(cursor, List.of(read)))
                .as(database::atomically);
    }

    /** Takes the blocks after {@code from} in, all of them or none. */
    Mono<ChainView> include(Mono<Void> guard, ChainView from, List<ReadBlock> reads, Served tags) {
        return guard.then(Mono.defer(() -> cursors.move(from, reads.getLast().block(), tags)))
                .delayUntil(cursor -> keep(cursor, reads))
                .as(database::atomically);
    }

    /** Goes back to an ancestor: what was above it is orphaned. */
    Mono<Retreat> retreat(Mono<Void> guard, ChainView from, ReadBlock ancestor) {
        return guard.then(Mono.defer(() -> cursors.move(from, ancestor.block(), TAGS_AS_THEY_ARE)))
                .flatMap(cursor ->
                        blocks.orphanAbove(cursor.chain(), cursor.height())
                                .map(gone -> new Retreat(cursor, gone)))
                .delayUntil(it -> blocks.keep(it.view().chain(), List.of(ancestor)))
                .delayUntil(it -> orphanTransfers(it.view()))
                .as(database::atomically);
    }

    /** Notes that the chain's tags moved while its head did not. */
    Mono<ChainView> retag(Mono<Void> guard, ChainView at, Served tags) {
        var block = new Block(at.height(), at.hash(), at.time());
        return guard.then(Mono.defer(() -> cursors.move(at, block, tags)))
                .delayUntil(cursor -> tell(cursor, List.of()))
                .as(database::atomically);
    }

    /** Notes that a chain stands still, and holds nothing new up to {@code until}. */
    Mono<ChainView> rest(Mono<Void> guard, ChainView at, Instant until, Duration margin) {
        return guard.then(Mono.defer(() -> cursors.rest(at, until, margin)))
                .delayUntil(cursor -> tell(cursor, List.of()))
                .as(database::atomically);
    }

    /** Notes that the block after {@code at} cannot be read: now an operator may skip it. */
    Mono<Void> stick(Mono<Void> guard, ChainView at) {
        return guard.then(Mono.defer(() -> cursors.stick(at))).as(database::atomically);
    }

    private Mono<Void> keep(ChainView cursor, List<ReadBlock> reads) {
        return blocks.keep(cursor.chain(), reads)
                .then(Mono.defer(() -> keepTransfers(cursor, reads)));
    }

    /** Keeps what blocks moved and took the place of, and tells of it; part of a unit. */
    Mono<Void> keepTransfers(ChainView cursor, List<ReadBlock> reads) {
        return Flux.concat(transfers.include(cursor, reads), transfers.replace(cursor, reads))
                .concatWith(Flux.fromIterable(readers).concatMap(it -> it.included(cursor, reads)))
                .distinct()
                .collectList()
                .flatMap(touched -> tell(cursor, touched));
    }

    private Mono<Void> orphanTransfers(ChainView cursor) {
        return transfers
                .orphanAbove(cursor)
                .concatWith(Flux.fromIterable(readers).concatMap(it -> it.retreated(cursor)))
                .distinct()
                .collectList()
                .flatMap(touched -> tell(cursor, touched));
    }

    /** Has whoever listens know that a chain was moved or revised; part of a unit. */
    Mono<Void> tell(ChainView cursor, Collection<String> touched) {
        return Flux.fromIterable(listeners)
                .concatMap(listener -> listener.moved(cursor, touched))
                .then();
    }
}
