package io.sluice.chain.watch;

import io.sluice.chain.ChainView;
import io.sluice.chain.Transfer.Block;
import io.sluice.chain.family.Served;
import io.sluice.chain.watch.WatchTables.Gap;
import io.sluice.money.ChainId;
import io.sluice.simulation.Flaw;
import io.sluice.simulation.SimulatedDatabase;
import io.sluice.simulation.Transaction;
import java.time.Duration;
import java.time.Instant;
import reactor.core.publisher.Mono;

/** Keeps in memory how far each chain was read. */
final class SimulatedCursors implements CursorStore {

    private final SimulatedDatabase database;
    private final WatchTables tables;

    SimulatedCursors(SimulatedDatabase database, WatchTables tables) {
        this.database = database;
        this.tables = tables;
    }

    @Override
    public Mono<ChainView> load(ChainId chain) {
        return database.statement(unit -> {
            var kept = tables.cursors.find(unit, chain);
            return kept == null ? null : tables.shown(unit, kept);
        });
    }

    @Override
    public Mono<Long> calledFinal(ChainId chain) {
        return database.statement(unit -> {
            var kept = tables.cursors.find(unit, chain);
            var gap = tables.gaps.find(unit, chain);
            if (kept == null) {
                return null;
            }
            return gap == null ? kept.finalized() : Math.max(kept.finalized(), gap.calledFinal());
        });
    }

    @Override
    public Mono<ChainView> begin(ChainView at) {
        return database.statement(unit -> {
            tables.cursors.lock(unit, at.chain());
            if (tables.cursors.find(unit, at.chain()) != null) {
                throw new CursorMoved(at);
            }
            tables.cursors.put(unit, at.chain(), at);
            return at;
        });
    }

    @Override
    public Mono<ChainView> move(ChainView from, Block to, Served tags) {
        return database.statement(unit -> move(unit, kept(unit, from), to, tags));
    }

    @Override
    public Mono<ChainView> rest(ChainView at, Instant until, Duration margin) {
        return database.statement(unit -> rest(unit, kept(unit, at), until, margin));
    }

    @Override
    public Mono<Void> stick(ChainView at) {
        return database.statement(unit -> {
            var kept = tables.cursors.find(unit, at.chain());
            if (kept != null && kept.height() == at.height() && kept.hash().equals(at.hash())) {
                tables.stuck.put(unit, at.chain(), at.height() + 1);
            }
            return null;
        });
    }

    @Override
    public Mono<ChainView> revise(ChainId chain) {
        return database.statement(unit -> {
            tables.cursors.lock(unit, chain);
            var kept = tables.cursors.find(unit, chain);
            if (kept == null) {
                throw new CursorMoved(chain, "a block");
            }
            var revised =
                    new ChainView(
                            chain,
                            kept.height(),
                            kept.hash(),
                            kept.time(),
                            kept.readThrough(),
                            kept.safe(),
                            kept.finalized(),
                            kept.revision() + 1);
            tables.cursors.put(unit, chain, revised);
            return tables.shown(unit, revised);
        });
    }

    /** The cursor, locked, if it still is where it is thought to be. */
    private ChainView kept(Transaction unit, ChainView from) {
        tables.cursors.lock(unit, from.chain());
        var kept = tables.cursors.find(unit, from.chain());
        if (kept == null || !isAt(kept, from)) {
            throw new CursorMoved(from);
        }
        return kept;
    }

    private ChainView move(Transaction unit, ChainView kept, Block to, Served tags) {
        var safe = Math.min(to.height(), Math.max(kept.safe(), tags.safe()));
        var called = Math.min(to.height(), tags.finalized());
        var finalized = Math.max(kept.finalized(), belowGap(unit, kept, to, called));
        var same = to.height() == kept.height() && to.hash().equals(kept.hash());
        var moved =
                new ChainView(
                        kept.chain(),
                        to.height(),
                        to.hash(),
                        to.time(),
                        same ? kept.readThrough() : to.time(),
                        safe,
                        finalized,
                        kept.revision() + 1);
        if (!same) {
            tables.stuck.remove(unit, kept.chain());
        }
        tables.cursors.put(unit, kept.chain(), moved);
        return tables.shown(unit, moved);
    }

    /** A gap goes away with its block. */
    private long belowGap(Transaction unit, ChainView kept, Block to, long called) {
        var gap = tables.gaps.find(unit, kept.chain());
        if (gap == null) {
            return called;
        }
        if (to.height() < gap.height()) {
            tables.gaps.remove(unit, kept.chain());
        } else {
            var highest = Math.min(to.height(), Math.max(called, gap.calledFinal()));
            tables.gaps.put(unit, kept.chain(), new Gap(gap.height(), gap.time(), highest));
        }
        return Math.min(called, gap.height() - 1);
    }

    private ChainView rest(Transaction unit, ChainView kept, Instant until, Duration margin) {
        var latest = database.server().clock().instant().minus(margin);
        var through = until.isBefore(latest) ? until : latest;
        var rested =
                new ChainView(
                        kept.chain(),
                        kept.height(),
                        kept.hash(),
                        kept.time(),
                        through.isAfter(kept.readThrough()) ? through : kept.readThrough(),
                        kept.safe(),
                        kept.finalized(),
                        kept.revision() + 1);
        tables.cursors.put(unit, kept.chain(), rested);
        return tables.shown(unit, rested);
    }

    private boolean isAt(ChainView kept, ChainView from) {
        return database.server().is(Flaw.CURSOR_NOT_COMPARED)
                || (kept.height() == from.height() && kept.hash().equals(from.hash()));
    }
}
