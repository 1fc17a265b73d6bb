package io.sluice.bench;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What all pages together heard, and what of it they should not have. */
final class CutTally {

    private final Map<Kind, LongAdder> counts = new ConcurrentHashMap<>();

    /** What is counted. */
    enum Kind {
        OPENED,

        /** Also a state that was told before. */
        HEARD,

        /** Had to be told to a stream in log mode, the first of what it was told included. */
        DUE,

        /** Was never told, though it was committed. */
        LOST,

        /** Came a second time. */
        DOUBLED,

        /** Came after what comes after it. */
        DISORDERED,

        /** Is not what the database has. */
        ALTERED,

        /** Were told that they are over, which they were not. */
        ENDED,

        /** Closed for good by the browser, which did not come back. */
        GAVE_UP
    }

    /** One more. */
    void add(Kind kind) {
        add(kind, 1);
    }

    void add(Kind kind, long more) {
        counts.computeIfAbsent(kind, _ -> new LongAdder()).add(more);
    }

    long of(Kind kind) {
        return counts.getOrDefault(kind, new LongAdder()).sum();
    }
}
