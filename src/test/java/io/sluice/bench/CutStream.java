package io.sluice.bench;

import io.sluice.bench.CutTally.Kind;
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
        tally.add(Kind.OPENED);
    }

    /** It was told a version, whose text has this hash. */
    synchronized void hear(long version, int hash) {
        tally.add(Kind.HEARD);
        var known = heard.putIfAbsent(version, hash);
        if (known == null) {
            if (heard.lastKey() > version) {
                tally.add(Kind.DISORDERED);
            }
        } else if (log || !fresh || heard.lastKey() > version) {
            tally.add(Kind.DOUBLED);
        } else if (known != hash) {
            tally.add(Kind.ALTERED);
        }
        fresh = false;
    }

    /** It was told that it is over. */
    synchronized void ended() {
        tally.add(Kind.ENDED);
    }

    /** The browser closed it. */
    synchronized void gaveUp() {
        gone = true;
        tally.add(Kind.GAVE_UP);
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
                tally.add(Kind.ALTERED);
            }
        });
        var first = log && !heard.isEmpty() ? heard.firstKey() : committed.lastKey();
        var due = committed.tailMap(first, true).keySet();
        if (log) {
            tally.add(Kind.DUE, due.size());
        }
        tally.add(Kind.LOST, due.stream().filter(it -> !heard.containsKey(it)).count());
    }
}
