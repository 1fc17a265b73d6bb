package io.sluice.chain.watch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.TestDatabase;
import io.sluice.chain.ChainState;
import io.sluice.chain.ChainView;
import io.sluice.chain.Chains;
import io.sluice.chain.DepositAddress;
import io.sluice.chain.Transfer;
import io.sluice.chain.TransferListener;
import io.sluice.chain.broadcast.BroadcastForTests;
import io.sluice.chain.family.BlockListener;
import io.sluice.chain.family.ChainReader;
import io.sluice.chain.listing.AssetsForTests;
import io.sluice.chain.listing.FinalityLevelsForTests;
import io.sluice.chain.network.Network;
import io.sluice.chain.network.Networks;
import io.sluice.platform.database.Database;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What a watcher needs, on a database of its own, and a listener that notes what it is told. */
final class Watching implements TransferListener {

    private final Network network;
    final Database database;
    final CursorStore cursors;
    final BlockStore blocks;
    final TransferStore transfers;
    final SecondPassStore passes;
    final GapStore gaps;
    final PostgresAudits audits;
    final Chains chains;
    final Recorder recorder;
    final List<ChainView> views = new CopyOnWriteArrayList<>();
    final MeterRegistry meters = new SimpleMeterRegistry();
    int readAhead = 8;
    final List<String> touched = new CopyOnWriteArrayList<>();

    Watching() {
        this(Networks.unasked().require(Networks.SANDBOX));
    }

    Watching(Network network) {
        this(network, TestDatabase.fresh().database(), List.of(), List.of());
    }

    /**
     * On a database that is given.
     *
     * @param others who listens as well
     * @param readers who learns of blocks
     */
    Watching(
            Network network,
            Database database,
            List<TransferListener> others,
            List<BlockListener> readers) {
        this.network = network;
        this.database = database;
        cursors = new PostgresCursors(database);
        blocks = new PostgresBlocks(database);
        transfers = new PostgresTransfers(database);
        passes = new PostgresSecondPass(database);
        gaps = new PostgresGaps(database);
        audits = new PostgresAudits(database);
        chains =
                new PostgresChains(
                        FinalityLevelsForTests.levels(),
                        cursors,
                        database,
                        BroadcastForTests.pending(database));
        var listeners = Stream.concat(Stream.<TransferListener>of(this), others.stream()).toList();
        recorder = new Recorder(database, cursors, blocks, transfers, listeners, readers);
    }

    @Override
    public Mono<Void> moved(ChainView view, Collection<String> addresses) {
        return Mono.fromRunnable(() -> {
            views.add(view);
            touched.addAll(addresses);
        });
    }

    /** A watcher that has just been started. */
    ChainWatch watch(ChainReader reader) {
        return watch(reader, Mono.empty());
    }

    ChainWatch watch(ChainReader reader, Mono<Void> guard) {
        return watch(reader, guard, cursors);
    }

    ChainWatch watch(ChainReader reader, Mono<Void> guard, CursorStore loaded) {
        return watch(reader, guard, loaded, InstantSource.system());
    }

    ChainWatch watch(
            ChainReader reader, Mono<Void> guard, CursorStore loaded, InstantSource clock) {
        return new ChainWatch(
                network,
                reader,
                loaded,
                recorder,
                new Ancestry(cursors, blocks, reader),
                new ReadAhead(reader, readAhead),
                guard,
                new Stall(Networks.SANDBOX, clock),
                new ReorgAlarm(network, meters));
    }

    Corrections corrections() {
        return new Corrections(database, cursors, passes, gaps, recorder);
    }

    Surplus surplus() {
        return new Surplus(database, cursors, audits, recorder);
    }

    /** An audit that has just been started. */
    BalanceAudit audit(ChainReader reader) {
        return audit(reader, network);
    }

    /** The same by the rules of another network. */
    BalanceAudit audit(ChainReader reader, Network as) {
        var policy = new AuditPolicy(as, AssetsForTests.of(as));
        var alarms = new AuditAlarms(network.id(), meters);
        var arrival = new Arrival(network.id(), reader, blocks, audits);
        var look = new BalanceLook(network.id(), policy, reader, arrival, surplus(), alarms);
        return new BalanceAudit(network.id(), policy, look, cursors, passes, blocks, audits);
    }

    /** Puts an address under watch, for a payment that was just issued. */
    Mono<Void> allocate(String address) {
        return watchAddress(address)
                .then(
                        database.sql(
                                        """
                                        UPDATE deposit_address
                                           SET payment = address, allocated_at = now()
                                         WHERE address = :address
                                        """)
                                .bind("address", address)
                                .update())
                .then();
    }

    /** A second pass that has just been started. */
    SecondPass secondPass(ChainReader reader, Mono<Void> guard, MeterRegistry meters) {
        return new SecondPass(
                network,
                reader,
                cursors,
                blocks,
                passes,
                gaps,
                corrections(),
                guard,
                new SecondAlarms(network.id(), meters));
    }

    /** Puts an address under watch, without a wallet app having derived it. */
    Mono<Void> watchAddress(String address) {
        return database.sql(
                        """
                        INSERT INTO wallet (id, merchant, family, xpub, fingerprint, next_index)
                        VALUES ('wal_1', 'shop', 'eip155', 'xpub', 'fingerprint', 1)
                        ON CONFLICT DO NOTHING
                        """)
                .update()
                .then(
                        database.sql(
                                        """
                                        INSERT INTO deposit_address
                                               (family, address, wallet, index)
                                        SELECT 'eip155', :address, 'wal_1', count(*)
                                          FROM deposit_address
                                        """)
                                .bind("address", address)
                                .update())
                .then();
    }

    ChainState state(List<String> addresses) {
        var deposits =
                addresses.stream().map(it -> new DepositAddress("eip155", it, "0/0")).toList();
        return chains.state(deposits).blockOptional().orElseThrow();
    }

    List<Transfer> transfers(List<String> addresses) {
        return state(addresses).transfers();
    }

    ChainView cursor() {
        return cursors.load(Networks.SANDBOX).blockOptional().orElseThrow();
    }

    void update(String statement) {
        database.sql(statement)
                .update()
                .as(StepVerifier::create)
                .expectNextCount(1)
                .verifyComplete();
    }

    List<String> texts(String statement) {
        return database.sql(statement)
                .all(row -> row.get("text", String.class))
                .collectList()
                .blockOptional()
                .orElseThrow();
    }

    long count(String statement) {
        return database.sql(statement)
                .one(row -> row.get("n", Long.class))
                .blockOptional()
                .orElseThrow();
    }
}
