package io.sluice.simulation;

import io.sluice.chain.ChainFailure;
import io.sluice.payment.PaymentFailure;
import io.sluice.platform.cluster.LeaseLost;
import io.sluice.platform.database.DatabaseFailure;
import io.sluice.quote.RateUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Mono;

/** The replicas that run: one that died is soon started again, with nothing in its memory. */
final class Replicas {

    private static final List<String> NAMES = List.of("a", "b");
    private static final int CLOCKS_OFF_MILLIS = 700;

    private final World world;
    private final List<Replica> running = new ArrayList<>();
    private int starts;

    Replicas(World world) {
        this.world = world;
        NAMES.forEach(it -> running.add(start(it)));
    }

    Replica any() {
        return alive(world.dice().between(0, NAMES.size() - 1));
    }

    List<Replica> all() {
        return List.of(alive(0), alive(1));
    }

    /** What came of {@code work}, which must end at once unless its replica dies. */
    <T> Outcome<T> attempt(Replica replica, String what, Mono<T> work) {
        world.say(replica.name() + " " + what);
        var outcome = Outcome.of(work);
        switch (outcome) {
            case Outcome.Done<T> _ -> {}
            case Outcome.Failed<T>(var failure) -> failed(replica, what, failure);
            case Outcome.Unanswered<T> _ -> unanswered(replica, what);
        }
        return outcome;
    }

    private void failed(Replica replica, String what, Throwable failure) {
        world.say(replica.name() + " " + what + ": " + failure.getMessage());
        if (!isExpected(failure)) {
            world.violate(what + " failed with " + failure);
        }
    }

    private void unanswered(Replica replica, String what) {
        if (!replica.database().isDead()) {
            world.violate(what + " never ended");
        }
    }

    private Replica alive(int index) {
        if (running.get(index).database().isDead()) {
            running.set(index, start(NAMES.get(index)));
        }
        return running.get(index);
    }

    private Replica start(String name) {
        var off = world.dice().between(-CLOCKS_OFF_MILLIS, CLOCKS_OFF_MILLIS);
        return new Replica(world, name + ++starts, Duration.ofMillis(off));
    }

    private static boolean isExpected(Throwable failure) {
        return failure instanceof PaymentFailure
                || failure instanceof ChainFailure
                || failure instanceof RateUnavailable
                || failure instanceof DatabaseFailure
                || failure instanceof LeaseLost
                || failure instanceof WouldWait
                || failure instanceof SimulatedBus.Away;
    }
}
