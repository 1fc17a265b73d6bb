package io.sluice.chain.broadcast;

import io.sluice.money.ChainId;
import io.sluice.platform.cluster.Leases;
import io.sluice.platform.cluster.Roles;
import io.sluice.platform.cluster.Roles.Role;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends each transaction again with each block, until a block decides about it: a node may forget
 * what it took. Also sends what a replica took and died before it was sent.
 */
@Component
final class DeliveryRounds implements SmartLifecycle {

    static final String LEASE = "broadcast";

    private static final Logger log = LoggerFactory.getLogger(DeliveryRounds.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int AT_ONCE = 8;
    private static final int BATCH = 200;

    private final Leases leases;
    private final Roles roles;
    private final Couriers couriers;
    private final PostgresOutbounds outbounds;
    private final Inclusions inclusions;
    private final Delivery delivery;
    private @Nullable Disposable running;

    DeliveryRounds(
            Leases leases,
            Roles roles,
            Couriers couriers,
            PostgresOutbounds outbounds,
            Inclusions inclusions,
            Delivery delivery) {
        this.leases = leases;
        this.roles = roles;
        this.couriers = couriers;
        this.outbounds = outbounds;
        this.inclusions = inclusions;
        this.delivery = delivery;
    }

    @Override
    public synchronized void start() {
        if (roles.include(Role.WATCHER)) {
            running =
                    leases.hold(LEASE, _ -> rounds())
                            .subscribe(_ -> {}, cause -> log.error("Broadcasting ended", cause));
        }
    }

    @Override
    public synchronized void stop() {
        if (running != null) {
            running.dispose();
            running = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return running != null && !running.isDisposed();
    }

    private Flux<Void> rounds() {
        return Mono.defer(this::round).then(Mono.delay(PAUSE)).repeat().thenMany(Flux.empty());
    }

    private Mono<Void> round() {
        var chains = couriers.chains().stream().map(ChainId::value).toList();
        return inclusions
                .noteMissed()
                .thenMany(outbounds.due(chains, BATCH))
                .flatMap(this::attempt, AT_ONCE)
                .then();
    }

    /** One that fails does not hold up the others. */
    private Mono<Void> attempt(Due due) {
        return delivery.attempt(due)
                .onErrorResume(cause -> {
                    log.error(
                            "A transaction could not be followed, and will be tried again"
                                    + " chain={} hash={}",
                            due.outbound().chain(),
                            due.outbound().hash(),
                            cause);
                    return Mono.empty();
                });
    }
}
