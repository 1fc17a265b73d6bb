package io.sluice.bench;

import static io.sluice.bench.Measured.Target.none;

import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Holds what every stream was told against what the database says was committed. */
final class StormTruth {

    private static final long PATIENCE_NANOS = 20_000_000_000L;
    private static final long LOOK_NANOS = 200_000_000;

    private final StormWorld world;
    private final long wrong;
    private final long doubled;
    private final long disconnected;

    private StormTruth(StormWorld world) {
        this.world = world;
        this.wrong = world.tally().disordered.get() + world.tally().altered.get();
        this.doubled = world.tally().doubled.get();
        this.disconnected = world.tally().disconnected.get();
    }

    /** What happens from now on is looked at. */
    static StormTruth from(StormWorld world) {
        return new StormTruth(world);
    }

    /** Waits until no more has to come, or nothing comes any more; these fail a run. */
    List<Measured> held(String when) {
        var lost = lost();
        for (var end = System.nanoTime() + PATIENCE_NANOS;
                lost > 0 && System.nanoTime() < end;
                lost = lost()) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        var tally = world.tally();
        return List.of(
                count(when + ": deliveries lost", lost),
                count(when + ": doubled", tally.doubled.get() - doubled),
                count(
                        when + ": out of order or altered",
                        tally.disordered.get() + tally.altered.get() - wrong),
                count(when + ": disconnected", tally.disconnected.get() - disconnected));
    }

    /** Versions that are in the database and of which a stream was not told. */
    private long lost() {
        var newest = world.payments().newest();
        return world.clients().all().stream()
                .map(StormClient::stream)
                .mapToLong(it -> Math.abs(newest.get(it.payment()) - it.last()))
                .sum();
    }

    private static Measured count(String what, long value) {
        return new Measured(what, none(), (double) value, null);
    }
}
