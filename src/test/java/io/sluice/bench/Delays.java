package io.sluice.bench;

import java.util.Arrays;

/** Every delay that was measured, in nanoseconds; added by one thread. */
final class Delays {

    private long[] all = new long[1 << 16];
    private int count;

    synchronized void add(long nanos) {
        if (count == all.length) {
            all = Arrays.copyOf(all, 2 * count);
        }
        all[count++] = nanos;
    }

    synchronized void forget() {
        count = 0;
    }

    /** The delay that so many of all do not exceed, in milliseconds; 1 is the longest. */
    synchronized double millis(double part) {
        var sorted = Arrays.copyOf(all, count);
        Arrays.sort(sorted);
        return count == 0
                ? Double.NaN
                : sorted[Math.max(0, (int) Math.ceil(part * count) - 1)] / 1e6;
    }
}
