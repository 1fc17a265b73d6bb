package io.sluice.bench;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** The cuts that were made, and how long it took each stream to be open again. */
final class CutCounts {

    private final long wanted;
    private final AtomicLongArray cutNanos;
    private final AtomicLongArray askedNanos;
    private final AtomicLong total = new AtomicLong();
    private final AtomicLong resets = new AtomicLong();
    private final AtomicLong ends = new AtomicLong();
    private final Map<CutPlace, AtomicLong> byPlace = new ConcurrentHashMap<>();
    private final AtomicLong resumed = new AtomicLong();
    private final Map<String, AtomicLong> answers = new ConcurrentHashMap<>();
    private final Delays away = new Delays();
    private final Delays answering = new Delays();
    private volatile boolean over;

    CutCounts(int streams, long wanted) {
        this.cutNanos = new AtomicLongArray(streams);
        this.askedNanos = new AtomicLongArray(streams);
        this.wanted = wanted;
    }

    void asked(CutRequest request) {
        askedNanos.set(request.stream(), System.nanoTime());
        if (request.resumes()) {
            var _ = resumed.incrementAndGet();
        }
    }

    /** One more; false when there were enough, and it must not be. */
    boolean cut(int stream, CutPlace place, boolean reset) {
        if (over || total.getAndUpdate(it -> Math.min(wanted, it + 1)) >= wanted) {
            return false;
        }
        var _ = byPlace.computeIfAbsent(place, _ -> new AtomicLong()).incrementAndGet();
        if (reset) {
            var _ = resets.incrementAndGet();
        }
        var _ = cutNanos.compareAndSet(stream, 0, System.nanoTime());
        return true;
    }

    /** A head came through to the browser. */
    void answered(int stream, String status) {
        var _ = answers.computeIfAbsent(status, _ -> new AtomicLong()).incrementAndGet();
        var now = System.nanoTime();
        answering.add(now - askedNanos.get(stream));
        var since = cutNanos.getAndSet(stream, 0);
        if (since != 0) {
            away.add(now - since);
        }
    }

    /** One that the gateway itself ended. */
    void ended() {
        var _ = ends.incrementAndGet();
    }

    /** None is made any more. */
    void stop() {
        over = true;
    }

    boolean isOver() {
        return over || total.get() >= wanted;
    }

    long total() {
        return total.get();
    }

    long resets() {
        return resets.get();
    }

    long at(CutPlace place) {
        return byPlace.getOrDefault(place, new AtomicLong()).get();
    }

    long resumed() {
        return resumed.get();
    }

    long ends() {
        return ends.get();
    }

    /** How often each status was answered. */
    Map<String, AtomicLong> answers() {
        return answers;
    }

    /** From the first cut of a stream that was open to the next whole head of an answer. */
    Delays away() {
        return away;
    }

    /** From a request to the whole head of its answer. */
    Delays answering() {
        return answering;
    }
}
