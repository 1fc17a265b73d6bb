package io.sluice.bench;

import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What one {@code EventSource} heard of a payment over all its connections. In log mode that is
 * each version once; in state mode versions only rise, and the last one comes again when the stream
 * is opened again.
 */
final class CutStream {

    private final int payment;
    private final boolean log;
    private final CutTally tally;
    private final NavigableMap<Long, Integer> heard = new TreeMap<>();
    private boolean fresh;
    private boolean gone;

    CutStream(int payment, boolean log, CutTally tally) {
        this.payment = payment;
        this.log = log;
        this.tally = tally;
    }

    int payment() {
        return payment;
    }

    /** A connection of it is open. */
    synchronized void opened() {
        fresh = true;
        var _ = tally.opened.incrementAndGet();
    }

    /** It was told a version, whose text has this hash. */
    synchronized void hear(long version, int hash) {
        var _ = tally.heard.incrementAndGet();
        var known = heard.putIfAbsent(version, hash);
        if (known == null) {
            if (heard.lastKey() > version) {
                var _ = tally.disordered.incrementAndGet();
            }
        } else if (log || !fresh || heard.lastKey() > version) {
            var _ = tally.doubled.incrementAndGet();
        } else if (known != hash) {
            var _ = tally.altered.incrementAndGet();
        }
        fresh = false;
    }

    /** It was told that it is over. */
    synchronized void ended() {
        var _ = tally.ended.incrementAndGet();
    }

    /** The browser closed it. */
    synchronized void gaveUp() {
        gone = true;
        var _ = tally.gaveUp.incrementAndGet();
    }

    /** The newest version it heard of; 0 before any. */
    synchronized long last() {
        return heard.isEmpty() ? 0 : heard.lastKey();
    }

    /** Whether more may come. */
    synchronized boolean isAlive() {
        return !gone;
    }

    /** Holds it against all that was committed. */
    synchronized void judge(NavigableMap<Long, Integer> committed) {
        heard.forEach((version, hash) -> {
            if (!hash.equals(committed.get(version))) {
                var _ = tally.altered.incrementAndGet();
            }
        });
        var due = log && !heard.isEmpty() ? heard.firstKey() : committed.lastKey();
        var missing =
                committed.tailMap(due, true).keySet().stream()
                        .filter(it -> !heard.containsKey(it))
                        .count();
        var _ = tally.lost.addAndGet(missing);
    }
}
