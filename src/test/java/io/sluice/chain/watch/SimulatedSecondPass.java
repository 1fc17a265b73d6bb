package io.sluice.chain.watch;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.sluice.chain.Transfer;
import io.sluice.chain.Transfer.State;
import io.sluice.chain.family.Movement;
import io.sluice.chain.family.ReadBlock;
import io.sluice.chain.watch.WatchTables.Place;
import io.sluice.chain.watch.WatchTables.Row;
import io.sluice.money.Asset;
import io.sluice.money.ChainId;
import io.sluice.simulation.SimulatedDatabase;
import io.sluice.simulation.Transaction;
import java.math.BigInteger;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The second pass in memory. */
final class SimulatedSecondPass implements SecondPassStore {

    private final SimulatedDatabase database;
    private final WatchTables tables;

    SimulatedSecondPass(SimulatedDatabase database, WatchTables tables) {
        this.database = database;
        this.tables = tables;
    }

    @Override
    public Mono<Long> reached(ChainId chain) {
        return database.statement(unit -> tables.passes.find(unit, chain));
    }

    @Override
    public Mono<Long> begin(ChainId chain) {
        return database.statement(unit -> {
            var cursor = Objects.requireNonNull(tables.cursors.find(unit, chain));
            var lowest =
                    tables.blocks.all(unit).keySet().stream()
                            .filter(it -> it.chain().equals(chain))
                            .mapToLong(Place::height)
                            .min()
                            .orElseThrow();
            if (lowest > cursor.finalized() || tables.passes.find(unit, chain) != null) {
                return null;
            }
            tables.passes.insert(unit, chain, lowest);
            return lowest;
        });
    }

    @Override
    public Mono<Void> advance(ChainId chain, long from, long to) {
        return database.statement(unit -> {
            if (!Long.valueOf(from).equals(tables.passes.find(unit, chain))) {
                throw new CursorMoved(chain, from);
            }
            tables.passes.put(unit, chain, to);
            return null;
        });
    }

    @Override
    public Mono<Difference> difference(ChainId chain, ReadBlock again) {
        return database.statement(unit -> compare(unit, chain, again));
    }

    private Difference compare(Transaction unit, ChainId chain, ReadBlock again) {
        var place = new Place(chain, again.block().height());
        var watched = Objects.requireNonNull(tables.blocks.find(unit, place)).watched();
        var told =
                again.movements().stream()
                        .filter(it -> watched.contains(it.receiver()))
                        .collect(toUnmodifiableMap(Movement::id, Function.identity()));
        var kept =
                tables.transfers.all(unit).values().stream()
                        .map(Row::transfer)
                        .filter(it -> it.state() == State.INCLUDED)
                        .filter(it -> it.amount().asset().chain().equals(chain))
                        .filter(it -> it.block().hash().equals(again.block().hash()))
                        .collect(toUnmodifiableMap(Transfer::id, Function.identity()));
        return compare(told, kept);
    }

    private static Difference compare(Map<String, Movement> told, Map<String, Transfer> kept) {
        return Difference.of(
                Stream.concat(told.keySet().stream(), kept.keySet().stream())
                        .distinct()
                        .filter(it -> !isSame(told.get(it), kept.get(it)))
                        .map(it -> new Finding(it, moved(told.get(it)), moved(kept.get(it))))
                        .toList());
    }

    private static @Nullable String moved(@Nullable Movement it) {
        return it == null ? null : moved(it.id(), it.receiver(), it.asset(), it.units());
    }

    private static @Nullable String moved(@Nullable Transfer it) {
        return it == null
                ? null
                : moved(it.id(), it.address(), it.amount().asset(), it.amount().units());
    }

    private static String moved(String id, String receiver, Asset asset, BigInteger units) {
        var transaction = id.substring(0, Math.max(0, id.lastIndexOf('/')));
        return "%s/%s/%s/%s".formatted(transaction, receiver, asset.id(), units);
    }

    private static boolean isSame(@Nullable Movement told, @Nullable Transfer kept) {
        return told != null
                && kept != null
                && told.receiver().equals(kept.address())
                && told.asset().id().equals(kept.amount().asset().id())
                && (told.units().equals(kept.amount().units())
                        || (told.atMost() && told.units().compareTo(kept.amount().units()) > 0));
    }
}
