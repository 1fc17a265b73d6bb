package io.sluice.chain.watch;

import io.sluice.chain.family.Holding;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What an address held when that was last looked at, and what is known to have reached it since.
 *
 * @param since height of the final block that was looked at; where none was, from which on to look
 * @param hash of that block
 * @param held at its end; null where that is still to be asked
 * @param arrived in the blocks above it, up to the one that is looked at now
 * @param before what is known to have reached it up to {@code since}, where that is no block from
 *     before it was given out and nothing was looked at; else null
 * @param kept whether it was looked at before
 */
record Audited(
        Holding holding,
        long since,
        String hash,
        @Nullable BigInteger held,
        BigInteger arrived,
        @Nullable BigInteger before,
        boolean kept) {

    /** The same, knowing what it held. */
    Audited holding(BigInteger units) {
        return new Audited(holding, since, hash, units, arrived, before, kept);
    }

    /** The same up to another block, where this arrived. */
    Audited with(BigInteger otherArrived) {
        return new Audited(holding, since, hash, held, otherArrived, before, kept);
    }

    /** What of {@code now} no transfer explains; less than nothing where some left. */
    BigInteger unexplained(BigInteger now) {
        return held == null ? BigInteger.ZERO : now.subtract(held).subtract(arrived);
    }

    /** What it holds where nothing came or went untold. */
    BigInteger explained() {
        return held == null ? arrived : held.add(arrived);
    }

    /** Whether more was there where it began than is known to have come until then. */
    boolean beganLate() {
        return before != null && held != null && held.compareTo(before) > 0;
    }

    /** Whether there is anything to note when it holds {@code now}. */
    boolean isNews(BigInteger now) {
        return !kept || !now.equals(held) || arrived.signum() != 0;
    }
}
