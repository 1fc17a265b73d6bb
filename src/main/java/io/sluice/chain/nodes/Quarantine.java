package io.sluice.chain.nodes;

import io.sluice.chain.rpc.Exhibit;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A node that was caught lying, and the evidence.
 *
 * @param request what it was asked
 * @param reason what did not fit in its answer
 * @param response what it answered; null where nobody noted it
 * @param caughtAt null until it is on record
 * @param liftedAt when a person gave it its say back; null while it has none
 */
record Quarantine(
        String chain,
        String node,
        String operator,
        String request,
        String reason,
        @Nullable Exhibit response,
        @Nullable Instant caughtAt,
        @Nullable Instant liftedAt,
        @Nullable String liftedReason) {

    static Quarantine caught(
            String chain,
            String node,
            String operator,
            String request,
            String reason,
            @Nullable Exhibit response) {
        return new Quarantine(chain, node, operator, request, reason, response, null, null, null);
    }
}
