package io.sluice.chain.watch;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import io.sluice.chain.ChainState;
import io.sluice.chain.ChainView;
import io.sluice.chain.Chains;
import io.sluice.chain.DepositAddress;
import io.sluice.chain.Finality;
import io.sluice.chain.Transfer;
import io.sluice.chain.Transfer.State;
import io.sluice.chain.Worth;
import io.sluice.chain.watch.WatchTables.Row;
import io.sluice.money.ChainId;
import io.sluice.simulation.SimulatedDatabase;
import io.sluice.simulation.Transaction;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** Tells what the watchers of all replicas wrote in memory. */
public final class SimulatedChains implements Chains {

    private static final int BLOCKS = 33;
    private static final Comparator<Transfer> LARGEST_FIRST =
            comparing((Transfer it) -> it.state() != State.INCLUDED)
                    .thenComparing(it -> it.amount().units(), Comparator.reverseOrder())
                    .thenComparing(Transfer::id);

    private final SimulatedDatabase database;
    private final WatchTables tables;
    private final Function<ChainId, Finality> finalities;

    /**
     * @param finalities what a payment on a chain needs, however large it is
     */
    public SimulatedChains(
            SimulatedDatabase database,
            WatchTables tables,
            Function<ChainId, Finality> finalities) {
        this.database = database;
        this.tables = tables;
        this.finalities = finalities;
    }

    @Override
    public Mono<ChainView> view(ChainId chain) {
        return database.statement(unit -> {
            var kept = tables.cursors.find(unit, chain);
            return kept == null ? null : tables.shown(unit, kept);
        });
    }

    @Override
    public Mono<ChainState> state(Collection<DepositAddress> deposits) {
        var families = deposits.stream().map(DepositAddress::family).toList();
        var addresses = deposits.stream().map(DepositAddress::address).toList();
        return database.statement(unit ->
                new ChainState(
                        transfers(unit, addresses),
                        tables.cursors.all(unit).values().stream()
                                .filter(it -> families.contains(it.chain().family()))
                                .map(it -> tables.shown(unit, it))
                                .toList()));
    }

    @Override
    public Mono<Duration> blockTime(ChainId chain) {
        return database.statement(unit -> {
            var newest =
                    tables.blocks.all(unit).entrySet().stream()
                            .filter(it -> it.getKey().chain().equals(chain))
                            .map(it -> it.getValue().read().block())
                            .sorted(comparingLong(Transfer.Block::height).reversed())
                            .limit(BLOCKS)
                            .toList();
            return newest.size() < 2 ? null : mean(newest);
        });
    }

    @Override
    public Mono<Finality> finality(ChainId chain, Worth total) {
        return Mono.fromSupplier(() -> finalities.apply(chain));
    }

    private List<Transfer> transfers(Transaction unit, List<String> addresses) {
        return tables.transfers.all(unit).values().stream()
                .map(Row::transfer)
                .filter(it -> addresses.contains(it.address()))
                .collect(
                        Collectors.groupingBy(
                                it -> List.of(it.address(), it.amount().asset()),
                                LinkedHashMap::new,
                                Collectors.toList()))
                .values()
                .stream()
                .flatMap(same -> same.stream().sorted(LARGEST_FIRST).limit(LARGEST))
                .toList();
    }

    private static Duration mean(List<Transfer.Block> newest) {
        return Duration.between(newest.getLast().time(), newest.getFirst().time())
                .dividedBy(newest.size() - 1);
    }
}
