package io.sluice.simulation;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The database server: it outlives the replicas that work on it. */
public final class SimulatedServer {

    private final InstantSource clock;
    private final List<Transaction> open = new ArrayList<>();
    private final List<Consumer<Transaction>> observers = new ArrayList<>();
    private final Set<Flaw> flaws;
    private Disturbance disturbance = Disturbance.NONE;
    private long identities;
    private long commits;

    public SimulatedServer(InstantSource clock, Flaw... flaws) {
        this.clock = clock;
        this.flaws = Set.of(flaws);
    }

    /** The way to it of a new replica with this clock. */
    public SimulatedDatabase connect(InstantSource replica) {
        return new SimulatedDatabase(this, replica);
    }

    /** The server's own clock. */
    public InstantSource clock() {
        return clock;
    }

    /** The next number of all identity columns: taken at once, also by what is undone later. */
    public long identity() {
        return ++identities;
    }

    /** How many units were committed that wrote something. */
    public long commits() {
        return commits;
    }

    /** Whether it was built with this flaw. */
    public boolean is(Flaw flaw) {
        return flaws.contains(flaw);
    }

    void disturb(Disturbance changed) {
        disturbance = changed;
    }

    Disturbance disturbance() {
        return disturbance;
    }

    /** Has {@code observer} look at everything right after each commit. */
    void observe(Consumer<Transaction> observer) {
        observers.add(observer);
    }

    Transaction begin(SimulatedDatabase replica) {
        var unit = new Transaction(replica, commits);
        open.add(unit);
        return unit;
    }

    void rollBack(Transaction unit) {
        if (open.remove(unit)) {
            unit.rollBack();
        }
    }

    /** What a replica had begun is undone when its connections break. */
    void disconnect(SimulatedDatabase replica) {
        List.copyOf(open).stream().filter(it -> it.owner() == replica).forEach(this::rollBack);
    }

    void ended(Transaction unit) {
        open.remove(unit);
        if (!unit.touched().isEmpty()) {
            commits++;
            observers.forEach(it -> it.accept(unit));
        }
    }
}
