package io.sluice.chain.evm;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How fast the chain makes blocks, from the times its agreed blocks tell.
 *
 * @param from where measuring began; null before
 * @param to the newest block
 * @param known the last whole measurement; null before the first
 */
record Pace(@Nullable Mark from, @Nullable Mark to, @Nullable Duration known) {

    static final Pace UNKNOWN = new Pace(null, null, null);

    /** A shorter stretch says too little: times are whole seconds. */
    private static final long STRETCH_BLOCKS = 16;

    /** No chain is slower, whatever the times say. */
    private static final Duration SLOWEST = Duration.ofHours(1);

    /** The same after another block was agreed on. */
    Pace with(Mark agreed) {
        if (agreed.time() == null) {
            return this;
        }
        if (from == null || to == null || agreed.height() < to.height()) {
            return new Pace(agreed, agreed, known);
        }
        if (agreed.height() - from.height() < STRETCH_BLOCKS) {
            return new Pace(from, agreed, known);
        }
        return new Pace(agreed, agreed, between(from, agreed));
    }

    /** Between two blocks; null while nothing is known of it. */
    @Nullable Duration blockTime() {
        if (known != null) {
            return known;
        }
        return from == null || to == null || from.height() == to.height()
                ? null
                : between(from, to);
    }

    /** At most how many blocks are made in {@code time}, where nothing unusual happens. */
    long blocksWithin(Duration time, Duration fastest) {
        var blockTime = blockTime();
        var each = blockTime == null || blockTime.compareTo(fastest) < 0 ? fastest : blockTime;
        return Math.max(0, time.toMillis() / each.toMillis());
    }

    private static Duration between(Mark from, Mark to) {
        var time = Duration.between(time(from), time(to));
        var blockTime = time.dividedBy(to.height() - from.height());
        if (blockTime.isNegative()) {
            return Duration.ZERO;
        }
        return blockTime.compareTo(SLOWEST) > 0 ? SLOWEST : blockTime;
    }

    private static Instant time(Mark mark) {
        return Objects.requireNonNull(mark.time());
    }
}
