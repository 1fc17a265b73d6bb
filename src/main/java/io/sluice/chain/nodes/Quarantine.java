package io.sluice.chain.nodes;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A node that was caught lying, and the evidence.
 *
 * @param request what it was asked
 * @param reason what did not fit in its answer
 * @param caughtAt null until it is on record
 * @param liftedAt when a person gave it its say back; null while it has none
 */
record Quarantine(
        String chain,
        String node,
        String operator,
        String request,
        String reason,
        @Nullable Instant caughtAt,
        @Nullable Instant liftedAt,
        @Nullable String liftedReason) {

    static Quarantine caught(
            String chain, String node, String operator, String request, String reason) {
        return new Quarantine(chain, node, operator, request, reason, null, null, null);
    }
}
