package io.sluice.chain.watch;

import io.sluice.chain.Transfer.Block;
import io.sluice.chain.family.ReadBlock;
import io.sluice.chain.watch.WatchTables.Place;
import io.sluice.money.ChainId;
import io.sluice.simulation.SimulatedDatabase;
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
    public Mono<Block> at(ChainId chain, long height) {
        return database.statement(unit -> {
            var kept = tables.blocks.find(unit, new Place(chain, height));
            return kept == null ? null : kept.block();
        });
    }

    @Override
    public Mono<Void> keep(ChainId chain, ReadBlock read) {
        return database.statement(unit -> {
            var place = new Place(chain, read.block().height());
            var kept = tables.blocks.find(unit, place);
            if (kept != null && !kept.block().hash().equals(read.block().hash())) {
                throw new IllegalStateException("another block is at this height");
            }
            tables.blocks.put(unit, place, read);
            return null;
        });
    }

    @Override
    public Mono<Void> orphanAbove(ChainId chain, long height) {
        return database.statement(unit -> {
            tables.blocks.all(unit).keySet().stream()
                    .filter(it -> it.chain().equals(chain) && it.height() > height)
                    .toList()
                    .forEach(it -> tables.blocks.remove(unit, it));
            return null;
        });
    }
}
