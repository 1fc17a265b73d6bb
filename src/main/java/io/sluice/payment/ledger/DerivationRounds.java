package io.sluice.payment.ledger;

import io.sluice.chain.Assets;
import io.sluice.chain.Chains;
import io.sluice.money.Asset;
import io.sluice.money.ChainId;
import io.sluice.platform.cluster.Leases;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Looks regularly at what nobody reports: clocks, thresholds that were reached while a payment
 * began to wait for them, and marks that a replica left behind when it died.
 */
final class DerivationRounds {

    static final String LEASE = "payment-derivation";

    private final Leases leases;
    private final MarkStore marks;
    private final Derivation derivation;
    private final Chains chains;
    private final Assets assets;
    private final InstantSource clock;
    private final Duration pause;

    DerivationRounds(
            Leases leases,
            MarkStore marks,
            Derivation derivation,
            Chains chains,
            Assets assets,
            InstantSource clock,
            Duration pause) {
        this.leases = leases;
        this.marks = marks;
        this.derivation = derivation;
        this.chains = chains;
        this.assets = assets;
        this.clock = clock;
        this.pause = pause;
    }

    /** Goes round whenever the lease is ours. Never ends. */
    Flux<Void> run() {
        return leases.hold(LEASE, _ -> rounds());
    }

    /** One look at everything. */
    Mono<Void> round() {
        return Mono.defer(() -> marks.markClock(clock.instant()))
                .thenMany(Flux.fromIterable(watched()))
                .concatMap(chains::view)
                .concatMap(marks::markReached)
                .then(derivation.deriveMarked());
    }

    private Flux<Void> rounds() {
        return round().then(Mono.delay(pause)).repeat().thenMany(Flux.empty());
    }

    private Set<ChainId> watched() {
        return assets.all().stream().map(Asset::chain).collect(Collectors.toSet());
    }
}
