package io.sluice.chain.watch;

import org.jspecify.annotations.Nullable;

/**
 * A movement that is told again otherwise than it was kept.
 *
 * @param told what moved to whom in which transaction, as it is told again; null where it is not
 * @param kept the same, as it was kept; null where it was not
 */
record Finding(String id, @Nullable String told, @Nullable String kept) {

    /** Whether it was found in a trace: then its place in its transaction depends on who tells. */
    boolean isOfATrace() {
        return id.contains("/trace:");
    }
}
