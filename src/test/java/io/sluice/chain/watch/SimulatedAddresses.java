package io.sluice.chain.watch;

import io.sluice.chain.ChainFailure;
import io.sluice.chain.DepositAddress;
import io.sluice.chain.DepositAddresses;
import io.sluice.merchant.MerchantId;
import io.sluice.simulation.SimulatedDatabase;
import io.sluice.simulation.Transaction;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** A pool of addresses in memory, all under watch. */
public final class SimulatedAddresses implements DepositAddresses {

    private static final String FREE = "";

    private final SimulatedDatabase database;
    private final WatchTables tables;

    public SimulatedAddresses(SimulatedDatabase database, WatchTables tables) {
        this.database = database;
        this.tables = tables;
    }

    /** Puts addresses into the pool, under watch from here on. */
    public Mono<Void> add(int count) {
        return database.statement(unit -> {
            var first = tables.addresses.all(unit).size();
            for (var index = first; index < first + count; index++) {
                tables.addresses.insert(unit, address(index), FREE);
            }
            return null;
        });
    }

    @Override
    public Mono<DepositAddress> allocate(MerchantId merchant, String family, String payment) {
        return database.statement(unit -> {
            var address = free(unit).orElseThrow(() -> new ChainFailure.NoAddressReady(merchant));
            tables.addresses.put(unit, address, payment);
            return new DepositAddress(family, address, "0/" + address.substring(38));
        });
    }

    private static String address(int index) {
        var digits = Integer.toHexString(0xA000 + index);
        return "0x" + "0".repeat(40 - digits.length()) + digits;
    }

    /** Passes over what another unit is about to take, and what was paid to before. */
    private Optional<String> free(Transaction unit) {
        return tables.addresses.all(unit).entrySet().stream()
                .filter(it -> it.getValue().equals(FREE))
                .map(Map.Entry::getKey)
                .filter(it -> !tables.addresses.isHeld(unit, it))
                .filter(it ->
                        tables.transfers.all(unit).values().stream()
                                .noneMatch(transfer -> transfer.transfer().address().equals(it)))
                .findFirst();
    }
}
