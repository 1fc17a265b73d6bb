package io.sluice.platform.sse;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts who is here by what they have in common, up to so many of each. */
final class Seats {

    private final Map<String, Taken> taken = new ConcurrentHashMap<>();
    private final int most;

    Seats(int most) {
        this.most = most;
    }

    private record Taken(String name, int count) {}

    /** One more of {@code name}; false when there are as many as may be. */
    boolean take(String name) {
        return take(name, false);
    }

    /** The same, and {@code anyway} also when there are as many as may be. */
    boolean take(String name, boolean anyway) {
        var isTaken = new boolean[1];
        taken.compute(
                name,
                (_, seats) -> {
                    var now = seats == null ? new Taken(name, 0) : seats;
                    isTaken[0] = anyway || now.count < most;
                    return isTaken[0] ? new Taken(now.name, now.count + 1) : seats;
                });
        return isTaken[0];
    }

    /** A name that has a seat, as it is kept here: not each of thousands keeps its own. */
    String shared(String name) {
        var seats = taken.get(name);
        return seats == null ? name : seats.name;
    }

    /** One less of {@code name}; forgotten with the last. */
    void leave(String name) {
        taken.computeIfPresent(
                name,
                (_, seats) -> seats.count > 1 ? new Taken(seats.name, seats.count - 1) : null);
    }
}
