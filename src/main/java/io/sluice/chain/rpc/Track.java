package io.sluice.chain.rpc;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** How one node has done with one kind of question of late. */
final class Track {

    private static final int SAMPLES = 64;
    private static final int FEW = 8;
    private static final int BETWEEN = 8;
    private static final double P95 = 0.95;

    private static final double LATENCY_WEIGHT = 0.2;
    private static final double ERROR_WEIGHT = 0.2;
    private static final double FORGETTING = TimeUnit.SECONDS.toNanos(30);

    /** An error costs as much as a second. */
    private static final double ERROR_COST = TimeUnit.SECONDS.toNanos(1);

    private final long[] samples = new long[SAMPLES];
    private int count;
    private long p95;
    private double latency;
    private double errors;
    private long lastError;

    synchronized void answered(long elapsed, long now) {
        samples[count++ % SAMPLES] = elapsed;
        if (count % BETWEEN == 0) {
            p95 = computeP95();
        }
        latency = latency == 0 ? elapsed : latency + LATENCY_WEIGHT * (elapsed - latency);
        errors = errors(now) * (1 - ERROR_WEIGHT);
        lastError = now;
    }

    synchronized void failed(long now) {
        errors = errors(now) + ERROR_WEIGHT * (1 - errors(now));
        lastError = now;
    }

    /** Nobody waited longer: it would have taken more. */
    synchronized void abandoned(long elapsed) {
        latency = Math.max(latency, latency == 0 ? elapsed : (latency + elapsed) / 2);
    }

    /** What 19 of 20 answers took at most; empty while too few are known. */
    synchronized Optional<Duration> p95() {
        return count < FEW ? Optional.empty() : Optional.of(Duration.ofNanos(p95));
    }

    /** What asking it costs, in nanoseconds that it is likely to take. */
    synchronized double cost(long now) {
        return latency + ERROR_COST * errors(now);
    }

    private double errors(long now) {
        return errors == 0 ? 0 : errors * Math.exp((lastError - now) / FORGETTING);
    }

    private long computeP95() {
        var known = Arrays.copyOf(samples, Math.min(count, SAMPLES));
        Arrays.sort(known);
        return known[(int) Math.ceil(P95 * known.length) - 1];
    }
}
