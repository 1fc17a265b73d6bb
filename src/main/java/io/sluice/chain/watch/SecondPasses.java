package io.sluice.chain.watch;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.chain.Assets;
import io.sluice.chain.family.ChainReader;
import io.sluice.chain.network.Network;
import io.sluice.platform.cluster.Leases;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Has every chain read twice, and balances looked at. Under a lease of its own: whatever ails the
 * second pass, the first one goes on.
 */
@Component
final class SecondPasses {

    private final Leases leases;
    private final CursorStore cursors;
    private final BlockStore blocks;
    private final SecondPassStore passes;
    private final GapStore gaps;
    private final Corrections corrections;
    private final PostgresAudits audits;
    private final Surplus surplus;
    private final Assets assets;
    private final MeterRegistry meters;

    SecondPasses(
            Leases leases,
            CursorStore cursors,
            BlockStore blocks,
            SecondPassStore passes,
            GapStore gaps,
            Corrections corrections,
            PostgresAudits audits,
            Surplus surplus,
            Assets assets,
            MeterRegistry meters) {
        this.leases = leases;
        this.cursors = cursors;
        this.blocks = blocks;
        this.passes = passes;
        this.gaps = gaps;
        this.corrections = corrections;
        this.audits = audits;
        this.surplus = surplus;
        this.assets = assets;
        this.meters = meters;
    }

    /** Reads {@code network} again, on one replica at a time. Never ends by itself. */
    Flux<Void> follow(Network network, ChainReader hurried) {
        var reader = hurried.unhurried();
        var alarms = new SecondAlarms(network.id(), meters);
        var audit = audit(network, reader);
        return leases.hold(
                lease(network),
                term -> {
                    var guard = leases.guard(lease(network), term);
                    return Flux.merge(
                            pass(network, reader, guard, alarms).follow(), audit.follow(guard));
                });
    }

    private SecondPass pass(
            Network network, ChainReader reader, Mono<Void> guard, SecondAlarms alarms) {
        return new SecondPass(
                network, reader, cursors, blocks, passes, gaps, corrections, guard, alarms);
    }

    private BalanceAudit audit(Network network, ChainReader reader) {
        var policy = new AuditPolicy(network, assets);
        var alarms = new AuditAlarms(network.id(), meters);
        var arrival = new Arrival(network.id(), reader, blocks, audits);
        var look = new BalanceLook(network.id(), policy, reader, arrival, surplus, alarms);
        return new BalanceAudit(network.id(), policy, look, cursors, passes, blocks, audits);
    }

    private static String lease(Network network) {
        return "second-pass:" + network.id();
    }
}
