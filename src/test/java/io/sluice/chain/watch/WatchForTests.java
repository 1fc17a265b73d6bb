package io.sluice.chain.watch;

import io.sluice.chain.TransferListener;
import io.sluice.chain.family.BlockListener;
import io.sluice.chain.family.ChainReader;
import io.sluice.chain.network.Network;
import io.sluice.platform.database.Database;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lets tests of other packages watch a chain as the gateway does. */
public final class WatchForTests {

    private final Watching watching;

    public WatchForTests(Network network, Database database, TransferListener listener) {
        this(network, database, listener, List.of());
    }

    /** The same, with readers that learn of blocks. */
    public WatchForTests(
            Network network,
            Database database,
            TransferListener listener,
            List<BlockListener> readers) {
        watching = new Watching(network, database, List.of(listener), readers);
    }

    /** A watcher that has just been started. */
    public Flux<Void> follow(ChainReader reader) {
        return watching.watch(reader).follow();
    }

    /** Reads what is final again, and looks at balances once. */
    public Mono<Void> audit(ChainReader reader) {
        var second = watching.secondPass(reader, Mono.empty(), watching.meters);
        return Mono.defer(second::step)
                .repeat()
                .takeWhile(Boolean::booleanValue)
                .then(Mono.defer(() -> watching.audit(reader).round(Mono.empty())));
    }

    /** Puts an address under watch, for a payment that was just issued. */
    public Mono<Void> watchAddress(String address) {
        return watching.allocate(address);
    }
}
