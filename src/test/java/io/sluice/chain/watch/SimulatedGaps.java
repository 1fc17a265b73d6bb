package io.sluice.chain.watch;

import io.sluice.chain.ChainView;
import io.sluice.chain.Transfer.Block;
import io.sluice.chain.family.ReadBlock;
import io.sluice.chain.watch.ChainSkipEndpoint.Trouble;
import io.sluice.chain.watch.WatchTables.Gap;
import io.sluice.chain.watch.WatchTables.Kept;
import io.sluice.chain.watch.WatchTables.Place;
import io.sluice.money.ChainId;
import io.sluice.simulation.SimulatedDatabase;
import io.sluice.simulation.Transaction;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Gaps in memory. */
final class SimulatedGaps implements GapStore {

    private final SimulatedDatabase database;
    private final WatchTables tables;

    SimulatedGaps(SimulatedDatabase database, WatchTables tables) {
        this.database = database;
        this.tables = tables;
    }

    @Override
    public Mono<ChainView> skip(ChainView from, String hash, String note) {
        return database.statement(unit -> {
            tables.cursors.lock(unit, from.chain());
            var kept = Objects.requireNonNull(tables.cursors.find(unit, from.chain()));
            var stuckAt = tables.stuck.find(unit, from.chain());
            if (!kept.hash().equals(from.hash())
                    || !Long.valueOf(kept.height() + 1).equals(stuckAt)) {
                throw new CursorMoved(from);
            }
            return skip(unit, kept, new Block(kept.height() + 1, hash, kept.time()));
        });
    }

    private ChainView skip(Transaction unit, ChainView kept, Block block) {
        var chain = kept.chain();
        if (tables.gaps.find(unit, chain) == null) {
            var gap = new Gap(block.height(), kept.readThrough(), kept.finalized());
            tables.gaps.put(unit, chain, gap);
        }
        tables.stuck.remove(unit, chain);
        var read = new ReadBlock(block, kept.hash(), List.of(), List.of());
        var watched = Set.copyOf(tables.addresses.all(unit).keySet());
        tables.blocks.put(unit, new Place(chain, block.height()), new Kept(read, watched, true));
        var moved = at(kept, block, kept.finalized());
        tables.cursors.put(unit, chain, moved);
        return tables.shown(unit, moved);
    }

    @Override
    public Mono<KnownBlock> lowest(ChainId chain) {
        return database.statement(unit ->
                gap(unit, chain, -1)
                        .map(it -> new KnownBlock(it.read().block(), Set.of(), true))
                        .orElse(null));
    }

    @Override
    public Mono<Trouble> trouble(ChainId chain) {
        return database.statement(unit -> {
            var stuck = tables.stuck.find(unit, chain);
            var gap = tables.gaps.find(unit, chain);
            return stuck == null && gap == null
                    ? null
                    : new Trouble(chain, stuck, gap == null ? null : gap.height());
        });
    }

    @Override
    public Mono<ChainView> fill(ChainId chain, ReadBlock read) {
        return database.statement(unit -> {
            var place = new Place(chain, read.block().height());
            var kept = tables.blocks.find(unit, place);
            if (kept == null || !kept.gap()) {
                throw new CursorMoved(chain, place.height());
            }
            tables.blocks.put(unit, place, new Kept(read, kept.watched(), false));
            return fill(unit, chain, place.height());
        });
    }

    private ChainView fill(Transaction unit, ChainId chain, long height) {
        var called = Objects.requireNonNull(tables.gaps.find(unit, chain)).calledFinal();
        var cursor = Objects.requireNonNull(tables.cursors.find(unit, chain));
        var next = gap(unit, chain, height).map(it -> it.read().block().height());
        next.ifPresentOrElse(
                it -> tables.gaps.put(unit, chain, new Gap(it, time(unit, chain, it - 1), called)),
                () -> tables.gaps.remove(unit, chain));
        var highest = next.map(it -> Math.min(called, it - 1)).orElse(called);
        var block = new Block(cursor.height(), cursor.hash(), cursor.time());
        var filled = at(cursor, block, Math.max(cursor.finalized(), highest));
        tables.cursors.put(unit, chain, filled);
        return tables.shown(unit, filled);
    }

    private Instant time(Transaction unit, ChainId chain, long height) {
        return Objects.requireNonNull(tables.blocks.find(unit, new Place(chain, height)))
                .read()
                .block()
                .time();
    }

    private Optional<Kept> gap(Transaction unit, ChainId chain, long above) {
        return tables.blocks.all(unit).entrySet().stream()
                .filter(it -> it.getKey().chain().equals(chain) && it.getKey().height() > above)
                .filter(it -> it.getValue().gap())
                .min(Comparator.comparingLong(it -> it.getKey().height()))
                .map(Map.Entry::getValue);
    }

    private static ChainView at(ChainView from, Block block, long finalized) {
        return new ChainView(
                from.chain(),
                block.height(),
                block.hash(),
                block.time(),
                block.height() == from.height() ? from.readThrough() : block.time(),
                from.safe(),
                finalized,
                from.revision() + 1);
    }
}
