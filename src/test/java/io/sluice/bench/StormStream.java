package io.sluice.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/**
 * One client's stream of one payment over all its connections: each version is the next one, comes
 * once, and says when it was due.
 */
final class StormStream {

    private static final byte[] ID = "id: ".getBytes(US_ASCII);
    private static final byte[] RETRY = "retry: ".getBytes(US_ASCII);
    private static final byte[] DUE = "\"due\":".getBytes(US_ASCII);

    private final int payment;
    private final StormStamps stamps;
    private final StormTally tally;
    private byte[] rest = {};
    private volatile long last;
    private volatile int retryMillis = 1_000;

    StormStream(int payment, StormStamps stamps, StormTally tally) {
        this.payment = payment;
        this.stamps = stamps;
        this.tally = tally;
    }

    int payment() {
        return payment;
    }

    /** The newest version it was told; 0 before any. */
    long last() {
        return last;
    }

    /** How long it was asked to wait before it comes back. */
    int retryMillis() {
        return retryMillis;
    }

    /** What was cut in the middle of a frame was never told. */
    void cut() {
        rest = new byte[0];
    }

    /** The next part, wherever it was cut; how many frames were complete in it. */
    int hear(byte[] part, long now) {
        var all = rest.length == 0 ? part : joined(rest, part);
        var frames = 0;
        var from = 0;
        for (var at = 1; at < all.length; at++) {
            if (all[at] == '\n' && all[at - 1] == '\n' && at > from) {
                take(all, from, at, now);
                frames++;
                from = at + 1;
            }
        }
        rest = from == all.length ? new byte[0] : Arrays.copyOfRange(all, from, all.length);
        return frames;
    }

    private void take(byte[] all, int from, int to, long now) {
        var id = 0L;
        for (var line = from; line < to; line = end(all, line, to) + 1) {
            if (starts(all, line, to, ID)) {
                id = number(all, line + ID.length);
            } else if (starts(all, line, to, RETRY)) {
                retryMillis = (int) number(all, line + RETRY.length);
            }
        }
        if (id > 0) {
            if (last > 0) {
                check(id, due(all, from, to), now);
            }
            last = Math.max(id, last);
        }
    }

    private void check(long id, long due, long now) {
        if (id <= last) {
            var _ = tally.doubled.incrementAndGet();
        } else if (id > last + 1) {
            var _ = tally.disordered.incrementAndGet();
        } else if (due != stamps.due(payment, id)) {
            var _ = tally.altered.incrementAndGet();
        } else {
            tally.heard(now, due, stamps.committedBy(payment, id, now));
        }
    }

    /** It is the last thing that an event says. */
    private static long due(byte[] all, int from, int to) {
        for (var at = to - DUE.length; at >= from; at--) {
            if (starts(all, at, to, DUE)) {
                return number(all, at + DUE.length);
            }
        }
        return 0;
    }

    private static int end(byte[] all, int from, int to) {
        var at = from;
        while (at < to && all[at] != '\n') {
            at++;
        }
        return at;
    }

    private static boolean starts(byte[] all, int from, int to, byte[] word) {
        return to - from >= word.length
                && Arrays.equals(all, from, from + word.length, word, 0, word.length);
    }

    private static long number(byte[] all, int from) {
        var number = 0L;
        for (var at = from; at < all.length && all[at] >= '0' && all[at] <= '9'; at++) {
            number = 10 * number + all[at] - '0';
        }
        return number;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
