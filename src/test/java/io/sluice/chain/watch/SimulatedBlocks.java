package io.sluice.chain.watch;

import io.sluice.chain.family.ReadBlock;
import io.sluice.chain.watch.WatchTables.Kept;
import io.sluice.chain.watch.WatchTables.Place;
import io.sluice.money.ChainId;
import io.sluice.simulation.SimulatedDatabase;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps in memory the blocks that were read and did not go away. */
final class SimulatedBlocks implements BlockStore {

    private final SimulatedDatabase database;
    private final WatchTables tables;

    SimulatedBlocks(SimulatedDatabase database, WatchTables tables) {
        this.database = database;
        this.tables = tables;
    }

    @Override
    public Mono<KnownBlock> at(ChainId chain, long height) {
        return database.statement(unit -> {
            var kept = tables.blocks.find(unit, new Place(chain, height));
            return kept == null
                    ? null
                    : new KnownBlock(kept.read().block(), kept.read().operators(), kept.gap());
        });
    }

    @Override
    public Mono<Void> keep(ChainId chain, List<ReadBlock> reads) {
        return Flux.fromIterable(reads).concatMap(read -> keep(chain, read)).then();
    }

    private Mono<Void> keep(ChainId chain, ReadBlock read) {
        return database.statement(unit -> {
            var place = new Place(chain, read.block().height());
            var kept = tables.blocks.find(unit, place);
            if (kept == null) {
                var watched = Set.copyOf(tables.addresses.all(unit).keySet());
                tables.blocks.put(unit, place, new Kept(read, watched, false));
            } else if (!kept.read().block().hash().equals(read.block().hash())) {
                throw new IllegalStateException("another block is at this height");
            }
            return null;
        });
    }

    @Override
    public Mono<Long> orphanAbove(ChainId chain, long height) {
        return database.statement(unit -> {
            var gone =
                    tables.blocks.all(unit).keySet().stream()
                            .filter(it -> it.chain().equals(chain) && it.height() > height)
                            .toList();
            gone.forEach(it -> tables.blocks.remove(unit, it));
            return (long) gone.size();
        });
    }
}
