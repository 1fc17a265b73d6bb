package io.sluice.status;

import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The newest events of a merchant as they were read once for all. Whoever has come as far as its
 * floor finds everything that follows here, now or soon; whoever has not reads the journal first.
 */
final class Window {

    /** Twice what a sweep reads at once: a burst must not outrun those who keep up. */
    static final int EVENTS = 1_000;

    static final int BYTES = 4 * 1_024 * 1_024;

    private static final long UNKNOWN = Long.MAX_VALUE;

    private final ConcurrentNavigableMap<Long, Logged> events = new ConcurrentSkipListMap<>();
    private volatile long floor = UNKNOWN;
    private long bytes;
    private int count;

    /** The position after which nothing is left out; as high as can be before that is known. */
    long floor() {
        return floor;
    }

    /** The first event after {@code position}; null while there is none, or it may not be here. */
    @Nullable Logged after(long position) {
        var next = events.higherEntry(position);
        return next == null || position < floor ? null : next.getValue();
    }

    /** Everything after {@code position} will be added, unless more than that was already. */
    synchronized void begin(long position) {
        if (floor == UNKNOWN) {
            floor = position;
        }
    }

    /** Adds the next event; the oldest go when there are too many. */
    synchronized void add(Logged event) {
        begin(event.position() - 1);
        if (event.position() <= floor || events.putIfAbsent(event.position(), event) != null) {
            return;
        }
        bytes += event.bytes();
        count++;
        while (bytes > BYTES || count > EVENTS) {
            forget(events.firstKey());
        }
    }

    /** Nothing up to {@code position} is kept here. The floor comes first, for those who look. */
    synchronized void forget(long position) {
        floor = floor == UNKNOWN ? position : Math.max(floor, position);
        var gone = events.headMap(position, true);
        gone.values()
                .forEach(it -> {
                    bytes -= it.bytes();
                    count--;
                });
        gone.clear();
    }
}
