package io.sluice.chain.watch;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.chain.family.ChainReader;
import io.sluice.chain.network.ChainProperties;
import io.sluice.chain.network.Network;
import io.sluice.chain.nodes.QuarantinesOnRecord;
import io.sluice.platform.cluster.Leases;
import io.sluice.platform.cluster.Roles;
import io.sluice.platform.cluster.Roles.Role;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Watches every configured chain, each on one replica at a time. */
@Component
final class Watchers implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Watchers.class);

    private final ChainProperties properties;
    private final Readers readers;
    private final Leases leases;
    private final CursorStore cursors;
    private final BlockStore blocks;
    private final Recorder recorder;
    private final QuarantinesOnRecord quarantines;
    private final EarlyNotices early;
    private final SecondPasses seconds;
    private final MeterRegistry meters;
    private final InstantSource clock;
    private final Roles roles;

    private Disposable.Composite running = Disposables.composite();

    Watchers(
            ChainProperties properties,
            Readers readers,
            Leases leases,
            CursorStore cursors,
            BlockStore blocks,
            Recorder recorder,
            QuarantinesOnRecord quarantines,
            EarlyNotices early,
            SecondPasses seconds,
            MeterRegistry meters,
            InstantSource clock,
            Roles roles) {
        this.properties = properties;
        this.readers = readers;
        this.leases = leases;
        this.cursors = cursors;
        this.blocks = blocks;
        this.recorder = recorder;
        this.quarantines = quarantines;
        this.early = early;
        this.seconds = seconds;
        this.meters = meters;
        this.clock = clock;
        this.roles = roles;
    }

    @Override
    public void start() {
        running = Disposables.composite();
        if (!roles.include(Role.WATCHER)) {
            return;
        }
        for (var network : properties.chains()) {
            var watching =
                    quarantines
                            .known()
                            .thenMany(Flux.defer(() -> watch(network)))
                            .subscribe(
                                    _ -> {},
                                    cause ->
                                            log.error(
                                                    "A watcher ended chain={}",
                                                    network.id(),
                                                    cause));
            running.add(watching);
        }
    }

    @Override
    public void stop() {
        running.dispose();
    }

    @Override
    public boolean isRunning() {
        return running.size() > 0 && !running.isDisposed();
    }

    private Flux<Void> watch(Network network) {
        var reader = readers.of(network);
        var reorgs = new ReorgAlarm(network, meters);
        return Flux.merge(
                leases.hold(lease(network), term -> follow(network, reader, term, reorgs)),
                seconds.follow(network, reader));
    }

    /** Only what is read by all rules can end a term. */
    private Flux<Void> follow(Network network, ChainReader reader, long term, ReorgAlarm reorgs) {
        var guard = leases.guard(lease(network), term);
        return Flux.merge(
                watch(network, reader, guard, reorgs).follow(),
                early.follow(network.id(), reader, guard));
    }

    private ChainWatch watch(
            Network network, ChainReader reader, Mono<Void> guard, ReorgAlarm reorgs) {
        return new ChainWatch(
                network,
                reader,
                cursors,
                recorder,
                new Ancestry(cursors, blocks, reader),
                new ReadAhead(reader, properties.readAhead()),
                guard,
                new Stall(network.id(), clock),
                reorgs);
    }

    private static String lease(Network network) {
        return "watcher:" + network.id();
    }
}
