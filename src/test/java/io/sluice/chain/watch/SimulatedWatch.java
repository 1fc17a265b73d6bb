package io.sluice.chain.watch;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.chain.TransferListener;
import io.sluice.chain.family.ChainReader;
import io.sluice.chain.network.Network;
import io.sluice.simulation.SimulatedDatabase;
import java.time.InstantSource;
import java.util.List;
import reactor.core.publisher.Mono;

/** The real watcher of one chain in one replica, on tables in memory. */
public final class SimulatedWatch {

    private static final int READ_AHEAD = 3;

    private final ChainWatch watch;

    /**
     * @param reader tells what it has to tell once for each round
     */
    public SimulatedWatch(
            SimulatedDatabase database,
            WatchTables tables,
            Network network,
            ChainReader reader,
            Mono<Void> guard,
            TransferListener listener,
            InstantSource clock) {
        var cursors = new SimulatedCursors(database, tables);
        var blocks = new SimulatedBlocks(database, tables);
        var transfers = new SimulatedTransfers(database, tables);
        watch =
                new ChainWatch(
                        network,
                        reader,
                        cursors,
                        new Recorder(
                                database, cursors, blocks, transfers, List.of(listener), List.of()),
                        new Ancestry(cursors, blocks, reader),
                        new ReadAhead(reader, READ_AHEAD),
                        guard,
                        new Stall(network.id(), clock),
                        new ReorgAlarm(network, new SimpleMeterRegistry()));
    }

    /** Reads as far as the nodes tell. */
    public Mono<Void> round() {
        return watch.follow().then();
    }
}
