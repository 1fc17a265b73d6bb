package io.sluice.platform.sse;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts who is here by what they have in common, up to so many of each. */
final class Seats {

    private final Map<String, Integer> taken = new ConcurrentHashMap<>();
    private final int most;

    Seats(int most) {
        this.most = most;
    }

    /** One more of {@code name}; false when there are as many as may be. */
    boolean take(String name) {
        var isTaken = new boolean[1];
        taken.compute(
                name,
                (_, count) -> {
                    var now = count == null ? 0 : count;
                    isTaken[0] = now < most;
                    return isTaken[0] ? Integer.valueOf(now + 1) : count;
                });
        return isTaken[0];
    }

    /** One less of {@code name}; forgotten with the last. */
    void leave(String name) {
        taken.computeIfPresent(name, (_, count) -> count > 1 ? count - 1 : null);
    }
}
