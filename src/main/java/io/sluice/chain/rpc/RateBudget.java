package io.sluice.chain.rpc;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How often one node may be asked: as often as we like until it complains, then half as often as
 * when it did, and a little more often each second (additive increase, multiplicative decrease). A
 * fifth is kept for what somebody waits for.
 */
final class RateBudget {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long FIRST_PAUSE = SECOND;
    private static final long LONGEST_PAUSE = 30 * SECOND;
    private static final long TRIED_EVERY = 3 * SECOND;
    private static final double KEPT = 0.2;
    private static final double GROWTH = 0.05;
    private static final double LEAST = 1;

    private final LongSupplier nanos;
    private double rate = Double.POSITIVE_INFINITY;
    private double tokens;
    private long refilled;
    private long parkedUntil;
    private boolean parked;
    private long lastTry;
    private boolean tried;
    private long nextPause = FIRST_PAUSE;
    private long second;
    private int inSecond;
    private int inLastSecond;

    RateBudget(LongSupplier nanos) {
        this.nanos = nanos;
        refilled = nanos.getAsLong();
        second = refilled;
    }

    /** Zero when the node may be asked now, and that is counted; else how long to wait. */
    synchronized Duration take(Priority priority) {
        var now = nanos.getAsLong();
        if (isParked()) {
            return Duration.ofNanos(parkedUntil - now);
        }
        count(now);
        if (Double.isInfinite(rate)) {
            return Duration.ZERO;
        }
        refill(now);
        var least = priority == Priority.CONFIRM ? 1 : 1 + KEPT * capacity();
        if (tokens < least) {
            return Duration.ofNanos((long) ((least - tokens) / rate * SECOND) + 1);
        }
        tokens -= 1;
        return Duration.ZERO;
    }

    /** The same for who has nobody else: now and then one call goes out however long the pause. */
    synchronized Duration insist(Duration wait) {
        var now = nanos.getAsLong();
        var untilTry = lastTry + TRIED_EVERY - now;
        if (untilTry > 0) {
            return untilTry < wait.toNanos() ? Duration.ofNanos(untilTry) : wait;
        }
        lastTry = now;
        tried = true;
        return Duration.ZERO;
    }

    synchronized boolean isParked() {
        return parked && parkedUntil - nanos.getAsLong() > 0;
    }

    /** The node complained; many complaints about one burst are one. True when it is new. */
    synchronized boolean slowDown(@Nullable Duration pause) {
        var now = nanos.getAsLong();
        var fresh = !parked || parkedUntil - now <= 0;
        lastTry = now;
        tried = false;
        if (fresh) {
            rate = Math.max(LEAST, Math.min(rate, Math.max(inSecond, inLastSecond)) / 2);
            tokens = 0;
            refilled = now;
        }
        var asked = pause == null ? nextPause : pause.toNanos();
        parkedUntil = fresh ? now + asked : Math.max(parkedUntil, now + asked);
        nextPause = fresh ? Math.min(LONGEST_PAUSE, 2 * nextPause) : nextPause;
        parked = true;
        return fresh;
    }

    /** The node answered: true when it had complained before, and that is over. */
    synchronized boolean isWellAgain() {
        if (!parked || (isParked() && !tried)) {
            return false;
        }
        parked = false;
        tried = false;
        nextPause = FIRST_PAUSE;
        return true;
    }

    synchronized double perSecond() {
        return rate;
    }

    private void refill(long now) {
        var seconds = (double) (now - refilled) / SECOND;
        refilled = now;
        rate += Math.max(1, GROWTH * rate) * seconds;
        tokens = Math.min(capacity(), tokens + rate * seconds);
    }

    /** A second's worth. */
    private double capacity() {
        return Math.max(2, rate);
    }

    private void count(long now) {
        if (now - second >= SECOND) {
            inLastSecond = now - second < 2 * SECOND ? inSecond : 0;
            inSecond = 0;
            second = now;
        }
        inSecond++;
    }
}
