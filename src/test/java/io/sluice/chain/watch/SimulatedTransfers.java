package io.sluice.chain.watch;

import io.sluice.chain.ChainView;
import io.sluice.chain.Transfer;
import io.sluice.chain.Transfer.Block;
import io.sluice.chain.Transfer.State;
import io.sluice.chain.family.Mined;
import io.sluice.chain.family.Movement;
import io.sluice.chain.family.ReadBlock;
import io.sluice.chain.watch.WatchTables.Row;
import io.sluice.money.AssetAmount;
import io.sluice.simulation.Flaw;
import io.sluice.simulation.SimulatedDatabase;
import io.sluice.simulation.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** Keeps in memory what reached deposit addresses. */
final class SimulatedTransfers implements TransferStore {

    private static final long NOWHERE = -1;

    private final SimulatedDatabase database;
    private final WatchTables tables;

    SimulatedTransfers(SimulatedDatabase database, WatchTables tables) {
        this.database = database;
        this.tables = tables;
    }

    @Override
    public Flux<String> include(ChainView view, List<ReadBlock> reads) {
        return Flux.fromIterable(reads)
                .filter(read -> !read.movements().isEmpty())
                .concatMap(read -> all(unit -> include(unit, view, read)));
    }

    @Override
    public Flux<String> replace(ChainView view, List<ReadBlock> reads) {
        return Flux.fromIterable(reads)
                .filter(read -> !read.mined().isEmpty())
                .concatMap(read -> all(unit -> replace(unit, view, read)));
    }

    @Override
    public Flux<String> orphanAbove(ChainView view) {
        return database.server().is(Flaw.NOTHING_ORPHANED)
                ? Flux.empty()
                : all(unit -> orphan(unit, view));
    }

    private Flux<String> all(Function<Transaction, @Nullable List<String>> statement) {
        return database.statement(statement).flatMapIterable(it -> it);
    }

    private List<String> include(Transaction unit, ChainView view, ReadBlock read) {
        return read.movements().stream()
                .filter(it -> tables.addresses.find(unit, it.receiver()) != null)
                .map(it -> keep(unit, view, read, it))
                .distinct()
                .toList();
    }

    private String keep(Transaction unit, ChainView view, ReadBlock read, Movement movement) {
        var block = read.block();
        var again = database.server().is(Flaw.COUNTED_AGAIN) ? "@" + block.hash() : "";
        var id = movement.id() + again;
        var known = tables.transfers.find(unit, id);
        var transfer =
                new Transfer(
                        id,
                        movement.receiver(),
                        movement.sender(),
                        new AssetAmount(movement.asset(), movement.units()),
                        State.INCLUDED,
                        read.grade(),
                        block,
                        known == null ? block.time() : first(known.transfer(), block),
                        view.revision());
        tables.transfers.put(unit, id, new Row(transfer, signed(read, movement), NOWHERE));
        return transfer.address();
    }

    private Instant first(Transfer known, Block block) {
        return known.firstIncludedAt().isBefore(block.time())
                        && !database.server().is(Flaw.FIRST_INCLUSION_FORGOTTEN)
                ? known.firstIncludedAt()
                : block.time();
    }

    private List<String> replace(Transaction unit, ChainView view, ReadBlock read) {
        return change(
                unit,
                view,
                it -> it.transfer().state() == State.ORPHANED && taker(read, it).isPresent(),
                it -> {
                    var taker = taker(read, it).orElseThrow();
                    var own = transaction(it.transfer().id()).equals(taker.transaction());
                    return changed(
                            it, own ? State.REVERTED : State.REPLACED, view, read.block().height());
                });
    }

    private List<String> orphan(Transaction unit, ChainView view) {
        return change(
                unit,
                view,
                it ->
                        it.replacedAt() > view.height()
                                || (it.transfer().state() == State.INCLUDED
                                        && it.transfer().block().height() > view.height()),
                it -> changed(it, State.ORPHANED, view, NOWHERE));
    }

    private List<String> change(
            Transaction unit, ChainView view, Predicate<Row> which, Function<Row, Row> change) {
        var rows =
                tables.transfers.all(unit).values().stream()
                        .filter(it -> it.transfer().amount().asset().chain().equals(view.chain()))
                        .filter(which)
                        .toList();
        rows.forEach(it -> tables.transfers.put(unit, it.transfer().id(), change.apply(it)));
        return rows.stream().map(it -> it.transfer().address()).distinct().toList();
    }

    private static Optional<Mined> taker(ReadBlock read, Row row) {
        return Optional.ofNullable(row.signed())
                .flatMap(signed ->
                        read.mined().stream()
                                .filter(it -> it.origin().equals(signed.origin()))
                                .filter(it -> it.nonce().equals(signed.nonce()))
                                .findFirst());
    }

    private static @Nullable Mined signed(ReadBlock read, Movement movement) {
        return read.mined().stream()
                .filter(it -> it.transaction().equals(transaction(movement.id())))
                .findFirst()
                .orElse(null);
    }

    private static String transaction(String id) {
        return id.split("/", -1)[1];
    }

    private static Row changed(Row row, State state, ChainView view, long replacedAt) {
        var it = row.transfer();
        var changed =
                new Transfer(
                        it.id(),
                        it.address(),
                        it.sender(),
                        it.amount(),
                        state,
                        it.grade(),
                        it.block(),
                        it.firstIncludedAt(),
                        view.revision());
        return new Row(changed, row.signed(), replacedAt);
    }
}
