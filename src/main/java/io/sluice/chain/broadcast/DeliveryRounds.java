package io.sluice.chain.broadcast;

import io.sluice.money.ChainId;
import io.sluice.platform.cluster.Leases;
import io.sluice.platform.cluster.Roles;
import io.sluice.platform.cluster.Roles.Role;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends transactions again until a block decides about them: a node may forget what it took. Also
 * sends what a replica took and died before it was sent.
 */
@Component
final class DeliveryRounds implements SmartLifecycle {

    static final String LEASE = "broadcast";

    private static final Logger log = LoggerFactory.getLogger(DeliveryRounds.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(1);
    private static final int AT_ONCE = 8;
    private static final int BATCH = 100;

    private final Leases leases;
    private final Roles roles;
    private final Couriers couriers;
    private final PostgresTrials trials;
    private final Delivery delivery;
    private @Nullable Disposable running;

    DeliveryRounds(
            Leases leases,
            Roles roles,
            Couriers couriers,
            PostgresTrials trials,
            Delivery delivery) {
        this.leases = leases;
        this.roles = roles;
        this.couriers = couriers;
        this.trials = trials;
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

    /** A chain whose nodes hang holds up no other. */
    private Flux<Void> rounds() {
        return rounds(couriers.chains());
    }

    Flux<Void> rounds(List<ChainId> chains) {
        var all = Flux.fromIterable(chains).flatMap(this::roundsOf, Math.max(1, chains.size()));
        return Flux.merge(all, again(Mono.defer(this::sweep), BETWEEN_SWEEPS));
    }

    private Flux<Void> roundsOf(ChainId chain) {
        return again(Mono.defer(() -> round(chain)), PAUSE);
    }

    private static Flux<Void> again(Mono<Void> work, Duration pause) {
        return work.then(Mono.delay(pause)).repeat().thenMany(Flux.empty());
    }

    private Mono<Void> round(ChainId chain) {
        return trials.due(chain, BATCH).flatMap(this::attempt, AT_ONCE).then();
    }

    private Mono<Void> sweep() {
        return delivery.endOld();
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
                    return delivery.putOff(due);
                });
    }
}
